// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.merkle.ForeignTree;
import fi.lupa.audit.merkle.KeptTiles;
import fi.lupa.audit.merkle.Proofs;
import fi.lupa.audit.merkle.Rfc6962;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TileId;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.InclusionText;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.verify.Stranger;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as outsiders see it: without a token, by its name alone; and proofs for those who may see the entry. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class PublishedLogTest {

    private static final String TENANT = "tiles-vendor";
    private static final int FACTS = 600;
    private static final UUID OTHERS_EVENT = Facts.id(90_600);
    private static boolean sent;

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @BeforeEach
    void logSomething() {
        if (!sent) {
            sent = true;
            UUID tenant = TenantId.ofKey(TENANT).value();
            try (Topics topics = new Topics(kafka.bootstrapServers())) {
                for (int i = 0; i < FACTS; i++) {
                    topics.send(Feed.FACTS, Facts.consent(tenant, 90_000 + i, Facts.subject(1), i + 1, "kysely"));
                }
                topics.send(Feed.FACTS, Facts.consent(tenant, 90_600, Facts.subject(2), 1, "client-a"));
            }
        }
        await(() -> {
            Response answer = given().get("/log/" + log() + "/checkpoint");
            return answer.statusCode() == 200 && checkpoint().root().size() == FACTS + 1;
        });
    }

    @Test
    void isACheckpointSignedByAListedKey_whenAStrangerAsks() {
        // When
        Response answer = given().get("/log/" + log() + "/checkpoint");

        // Then
        assertThat(answer.contentType()).isEqualToIgnoringWhitespace("text/plain; charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=1");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.asString()).startsWith("log.example.fi/log/" + log() + "\n" + (FACTS + 1) + "\n");
        assertThat(SignedNote.parse(answer.asByteArray()).verifiedBy(List.of(key())))
                .containsExactly(key());
    }

    @Test
    void givesTheWholeTree_whenAStrangerFollowsTheTiles() {
        // When
        byte[] first = tile("0/000");
        byte[] second = tile("0/001");
        byte[] third = tile("0/002.p/89");
        byte[] upper = tile("1/000.p/2");

        // Then
        assertThat(first).hasSize(8192);
        assertThat(third).hasSize(89 * 32);
        List<byte[]> hashes = new ArrayList<>();
        for (byte[] tile : List.of(first, second, third)) {
            for (int i = 0; i < tile.length; i += 32) {
                hashes.add(Arrays.copyOfRange(tile, i, i + 32));
            }
        }
        KeptTiles tree = KeptTiles.of(hashes);
        assertThat(tree.edge().root()).isEqualTo(checkpoint().root().hash());
        assertThat(tree.tile(new TileId(1, 0, 2)).bytes()).isEqualTo(upper);
        assertThat(tile("0/001.p/3")).isEqualTo(Arrays.copyOf(second, 96));
    }

    @Test
    void isKeptByCachesForEver_whenATileIsServed() {
        // Given
        Response tile = given().get("/log/" + log() + "/tile/0/000");

        // When
        Response again = given().header("If-None-Match", tile.header("ETag")).get("/log/" + log() + "/tile/0/000");

        // Then
        assertThat(tile.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(tile.contentType()).isEqualTo("application/octet-stream");
        assertThat(tile.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(tile.header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/003",
                "tile/0/002",
                "tile/0/002.p/90",
                "tile/1/000.p/3",
                "tile/1/000",
                "tile/2/000.p/1",
                "tile/0/0",
                "tile/00/000",
                "tile/0/000.p/256",
                "tile/9/000.p/1",
                "tile/63/000.p/1",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/x",
                "tile/",
                "nothing"
            })
    void isNotFound_whenTheTreeDoesNotHaveIt(String path) {
        assertThat(given().get("/log/" + log() + "/" + path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000", "x", "_ingest-1999", "%27%20or%20true"})
    void isNotFound_whenNoLogHasThatName(String name) {
        for (String path : List.of("checkpoint", "keys", "tile/0/000")) {
            assertThat(given().urlEncodingEnabled(false)
                            .get("/log/" + name + "/" + path)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void hidesEntries_whenTheCallerIsNotTheOperator() {
        // Given
        String path = "/log/" + log() + "/tile/entries/002.p/89";

        // When, Then
        assertThat(given().get(path).statusCode()).isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(token(TENANT, "kysely client-a", "audit:read"))
                        .get(path)
                        .statusCode())
                .isEqualTo(404);
        assertThat(given().auth()
                        .oauth2(token("operator", "", "decision:read"))
                        .get(path)
                        .statusCode())
                .isEqualTo(403);
        byte[] bundle = given().auth()
                .oauth2(token("operator", "", "audit:read"))
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, max-age=31536000, immutable")
                .extract()
                .asByteArray();
        assertThat(leafHashes(bundle)).isEqualTo(tile("0/002.p/89"));
    }

    @Test
    void provesInclusion_whenTheCallerMaySeeTheEntry() {
        // Given
        String token = token(TENANT, "kysely", "audit:read");
        String line = given().auth()
                .oauth2(token)
                .get("/v1/entries?limit=1000")
                .jsonPath()
                .getString("items.find { it.leaf.id == '" + Facts.id(90_300) + "' }.line");

        // When
        InclusionText proof = InclusionText.parse(proof(token, "inclusion?event=" + Facts.id(90_300), 200));

        // Then
        Checkpoint checkpoint = Checkpoint.verified(proof.checkpoint(), "log.example.fi/log/" + log(), List.of(key()));
        byte[] leaf = Rfc6962.leafHash(line.getBytes(StandardCharsets.UTF_8));
        assertThat(Proofs.includes(proof.index(), leaf, checkpoint.root(), proof.path()))
                .isTrue();
        assertThat(Proofs.includes(proof.index(), Rfc6962.leafHash(new byte[1]), checkpoint.root(), proof.path()))
                .isFalse();
    }

    @Test
    void provesConsistency_whenTheOlderSizeIsKnown() {
        // Given
        String token = token(TENANT, "kysely", "audit:read");

        // When
        ConsistencyText proof = ConsistencyText.parse(proof(token, "consistency?from=257", 200));

        // Then
        List<byte[]> hashes = new ArrayList<>();
        ByteBuffer tiles = ByteBuffer.wrap(tile("0/000"));
        while (tiles.hasRemaining()) {
            byte[] hash = new byte[32];
            tiles.get(hash);
            hashes.add(hash);
        }
        hashes.add(Arrays.copyOf(tile("0/001"), 32));
        Root older = new Root(257, KeptTiles.of(hashes).edge().root());
        assertThat(Proofs.extend(older, checkpoint().root(), proof.proof())).isTrue();
        assertThat(proof(token, "consistency?from=257&to=" + (FACTS + 1), 200)).isEqualTo(proof.text());
    }

    @Test
    void refuses_whenProofsAreAskedForByTheWrongCallerOrInTheWrongWay() {
        String good = token(TENANT, "kysely", "audit:read");

        assertThat(given().get("/log/" + log() + "/proof/inclusion").statusCode())
                .isEqualTo(401);
        proof(token(TENANT, "kysely", "decision:read"), "inclusion?event=" + Facts.id(90_300), 403);
        proof(token("another-vendor", "kysely", "audit:read"), "inclusion?event=" + Facts.id(90_300), 404);
        proof(good, "inclusion?event=" + OTHERS_EVENT, 404);
        proof(good, "inclusion?event=" + Facts.id(1), 404);
        proof(good, "inclusion?event=1", 400);
        proof(good, "inclusion", 400);
        proof(good, "consistency", 400);
        proof(good, "consistency?from=-1", 400);
        proof(good, "consistency?from=602", 422);
        proof(good, "consistency?from=1&to=77777", 404);
    }

    @Test
    void isAcceptedByGosOwnImplementationAndByOurScript_whenItIsMirroredAsServed() throws IOException {
        // Given
        Path directory = Files.createTempDirectory(Path.of("target"), "mirror").toAbsolutePath();
        StringBuilder entries = new StringBuilder();
        for (String bundle : List.of("entries/000", "entries/001", "entries/002.p/89")) {
            ByteBuffer bytes = ByteBuffer.wrap(given().auth()
                    .oauth2(token("operator", "", "audit:read"))
                    .get("/log/" + log() + "/tile/" + bundle)
                    .asByteArray());
            while (bytes.hasRemaining()) {
                byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
                bytes.get(entry);
                entries.append(new String(entry, StandardCharsets.UTF_8)).append('\n');
            }
        }
        Files.writeString(directory.resolve("entries"), entries);
        for (String file : List.of("checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/89", "tile/1/000.p/2")) {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, given().get("/log/" + log() + "/" + file).asByteArray());
        }
        Files.writeString(directory.resolve("log.vkey"), key().text());
        Files.writeString(
                directory.resolve("growth"),
                proof(token(TENANT, "kysely", "audit:read"), "consistency?from=" + (FACTS + 1), 200));
        InclusionText proof = InclusionText.parse(
                proof(token(TENANT, "kysely", "audit:read"), "inclusion?event=" + Facts.id(90_300), 200));
        StringBuilder line = new StringBuilder("inclusion " + (FACTS + 1) + " " + proof.index());
        proof.path().forEach(hash -> line.append(' ').append(Base64.getEncoder().encodeToString(hash)));
        Files.writeString(directory.resolve("proofs"), line + "\n");

        // When
        String verdict = ForeignTree.verdictOn(directory);

        // Then
        assertThat(verdict).startsWith("ACCEPTED 601 entries 1 proofs");
        assertThat(Stranger.verdict(directory, "tree", "--keys", "log.vkey", "."))
                .startsWith("ACCEPTED: all 601 entries");
        assertThat(Stranger.verdict(directory, "growth", "--keys", "log.vkey", "checkpoint", "growth"))
                .startsWith("ACCEPTED");
    }

    @Test
    void saysThatItSigns_whenAnOperatorLooks() {
        await(() -> "SIGNING".equals(ready("checkpoints", "data.state")));
        await(() -> "UP".equals(ready("ingestion accounts", "status")));
        assertThat(given().get("/q/metrics").asString())
                .contains("lupa_checkpoint_refusing 0.0")
                .contains("lupa_ingest_accounts_wrong 0.0");
    }

    private static String ready(String check, String member) {
        return given().get("/q/health/well")
                .jsonPath()
                .getString("checks.find { it.name == '" + check + "' }." + member);
    }

    private String log() {
        String token = token(TENANT, "kysely", "audit:read");
        await(() -> !logs(token).isEmpty());
        return logs(token).get(0);
    }

    private static List<String> logs(String token) {
        return given().auth().oauth2(token).get("/v1/logs").jsonPath().getList("items.name");
    }

    private NoteKey key() {
        return NoteKey.parse(given().get("/log/" + log() + "/keys").asString().strip());
    }

    private Checkpoint checkpoint() {
        byte[] note = given().get("/log/" + log() + "/checkpoint").asByteArray();
        return Checkpoint.parse(SignedNote.parse(note).text());
    }

    private byte[] tile(String path) {
        return given().get("/log/" + log() + "/tile/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private String proof(String token, String path, int status) {
        return given().auth()
                .oauth2(token)
                .get("/log/" + log() + "/proof/" + path)
                .then()
                .statusCode(status)
                .extract()
                .asString();
    }

    private static byte[] leafHashes(byte[] bundle) {
        ByteBuffer bytes = ByteBuffer.wrap(bundle);
        ByteBuffer hashes = ByteBuffer.allocate(256 * 32);
        while (bytes.hasRemaining()) {
            byte[] entry = new byte[Short.toUnsignedInt(bytes.getShort())];
            bytes.get(entry);
            hashes.put(Rfc6962.leafHash(entry));
        }
        return Arrays.copyOf(hashes.array(), hashes.position());
    }

    private String token(String tenant, String controllers, String scope) {
        return issuer.mint(
                Map.of(
                        "tenant",
                        tenant,
                        "controllers",
                        controllers.isEmpty() ? List.of() : List.of(controllers.split(" ", -1)),
                        "scope",
                        scope,
                        "azp",
                        "auditor",
                        "sub",
                        "auditor",
                        "aud",
                        "lupa"),
                Duration.ofMinutes(5));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
