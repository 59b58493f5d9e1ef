// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.ListClient;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Lists that are broken, endless, slow, huge when unpacked, or sent by a client that does not listen. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class OddListTest {

    private static final String GZIP = "Content-Encoding: gzip\r\n";
    private static final String ANNA = "{\"value\":\"anna@example.fi\"}\n";

    @Test
    void packsBothWays() throws IOException {
        try (World world = known();
                ListClient list = ListClient.newsletter(world, ListClient.NDJSON, GZIP + "Accept-Encoding: gzip\r\n")) {
            // When
            ListClient.Answer answer =
                    list.send(packed(ANNA.getBytes(StandardCharsets.UTF_8))).end();

            // Then
            assertThat(answer.headers()).containsEntry("content-encoding", "gzip");
            String text = new String(
                    new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(text.lines().toList().get(0)).contains("\"decision\":\"ALLOW\"");
            assertThat(text.lines().toList().get(1)).contains("\"bytes\":" + ANNA.length());
        }
    }

    @Test
    void refusesWhatIsNotPacked_andEndsWhatUnpacksToTooMuch() throws IOException {
        try (World world = known();
                ListClient broken = ListClient.newsletter(world, ListClient.NDJSON, GZIP);
                ListClient bomb = ListClient.newsletter(world, ListClient.NDJSON, GZIP)) {
            // When
            ListClient.Answer refused = broken.send(ANNA).end();
            ListClient.Answer ended = bomb.send(
                            packed("\n".repeat(48 * 1024 * 1024).getBytes(StandardCharsets.UTF_8)))
                    .end();

            // Then
            assertThat(refused.status()).isEqualTo(400);
            assertThat(ended.status()).isEqualTo(200);
            assertThat(ended.last().getString("error")).isEqualTo("INPUT_EXPANDS_TOO_MUCH");
        }
    }

    @Test
    void answersTheNextLine_afterOneThatIsTooLongOrNotText() {
        try (World world = known();
                ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
            // When
            ListClient.Answer answer = list.send("x".repeat(1_000_000) + "\r\n" + ANNA)
                    .send("{\"value\":\"äö@example.fi\"}\n".getBytes(StandardCharsets.ISO_8859_1))
                    .send(ANNA.trim())
                    .end();

            // Then
            assertThat(answer.json(0).getString("error")).isEqualTo("PAYLOAD_TOO_LARGE");
            assertThat(answer.json(1).getString("decision")).isEqualTo("ALLOW");
            assertThat(answer.json(2).getString("reason")).isEqualTo("NOT_UTF_8");
            assertThat(answer.json(3).getString("decision")).isEqualTo("ALLOW");
            assertThat(answer.last().getInt("receipt.lines")).isEqualTo(4);
        }
    }

    @Test
    void endsALineWithoutEnd_andAnswersAnEmptyList() {
        try (World world = known();
                ListClient endless = ListClient.newsletter(world, ListClient.NDJSON, "");
                ListClient empty = ListClient.newsletter(world, ListClient.NDJSON, "")) {
            // When
            byte[] piece = "x".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) {
                endless.send(piece);
            }
            ListClient.Answer ended = endless.end();
            ListClient.Answer nothing = empty.end();

            // Then
            assertThat(ended.last().getString("error")).isEqualTo("LINE_WITHOUT_END");
            assertThat(nothing.last().getInt("receipt.lines")).isZero();
        }
    }

    @Test
    void tellsAClientThatStopsWithinALine_thatItIsTooSlow() {
        try (World world = known();
                ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
            // When
            ListClient.Answer answer = list.send(ANNA + "{\"value\":").read();

            // Then
            assertThat(answer.json(0).getString("decision")).isEqualTo("ALLOW");
            assertThat(answer.last().getString("error")).isEqualTo("CLIENT_TOO_SLOW");
        }
    }

    @Test
    void answersAfterTheLastLine_whatIsNotTooLong() {
        try (World world = known();
                ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
            // When
            ListClient.Answer answer = list.send(ANNA.repeat(2_000)).end();

            // Then
            assertThat(answer.last().getInt("receipt.decisions.ALLOW")).isEqualTo(2_000);
        }
    }

    @Test
    void tellsAClientThatSendsAllBeforeItReads_whereItsListIsTooLong() {
        try (World world = known();
                ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
            // When
            byte[] piece = ANNA.repeat(2_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                list.send(piece);
            }
            ListClient.Answer answer = list.end();

            // Then
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json(0).getString("decision")).isEqualTo("ALLOW");
            assertThat(answer.last().getString("error")).isEqualTo("CLIENT_DOES_NOT_READ");
        }
    }

    @Test
    void answersALineByTheStatesOfItsMoment_andByTheCatalogueOfTheFirst() {
        try (World world = known();
                ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
            // Given
            list.send(ANNA);
            awaitBegun(world);

            // When
            CatalogueJson purpose = CatalogueJson.newsletter(world.tenant(), World.CONTROLLER, World.nextXid());
            world.relay()
                    .entry(purpose.next(
                            World.nextXid(), purpose.body().replace("\"retired\":false", "\"retired\":true")));
            world.publish(world.consented("berit@example.fi"));
            Until.holds(
                    "the purpose is retired for single questions",
                    () -> world.ask("berit@example.fi", "").asString().contains("PURPOSE_UNKNOWN"));
            ListClient.Answer answer =
                    list.send("{\"value\":\"berit@example.fi\"}\n").end();

            // Then
            assertThat(answer.json(0).getString("decision")).isEqualTo("ALLOW");
            assertThat(answer.json(1).getString("decision")).isEqualTo("ALLOW");
        }
    }

    @Test
    void answersNoLine_whenTheStateHasGrownTooOldMeanwhile() {
        try (World world = World.withFreshness("PT3S")) {
            // Given
            world.publish(world.consented("anna@example.fi"));
            awaitAnna(world);
            world.relay().mark(1, World.nextXid());
            try (ListClient list = ListClient.newsletter(world, ListClient.NDJSON, "")) {
                list.send(ANNA);

                // When: no mark comes any more
                Until.holds(
                        "the state is too old",
                        () -> world.ask("anna@example.fi", "").statusCode() == 503);
                ListClient.Answer answer = list.send(ANNA).end();

                // Then
                assertThat(answer.json(0).getString("decision")).isEqualTo("ALLOW");
                assertThat(answer.json(1).getString("reason")).isEqualTo("STATE_UNAVAILABLE");
                assertThat(answer.json(1).getBoolean("retry")).isTrue();
            }
        }
    }

    private static World known() {
        World world = World.withFreshness("PT1H");
        world.publish(world.consented("anna@example.fi"));
        awaitAnna(world);
        return world;
    }

    private static void awaitAnna(World world) {
        Until.holds(
                "the person is known",
                () -> world.ask("anna@example.fi", "").asString().contains("\"ALLOW\""));
    }

    /** The catalogue of a list is that of the moment it was opened, which is stored. */
    private static void awaitBegun(World world) {
        Until.holds("the check has begun", () -> Checks.running(world.tenant()) == 1);
    }

    private static byte[] packed(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }
        return packed.toByteArray();
    }
}
