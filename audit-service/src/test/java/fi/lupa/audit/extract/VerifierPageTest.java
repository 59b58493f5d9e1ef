// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.extract.asic.Seal;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.audit.verify.Browser;
import fi.lupa.audit.verify.Stranger;
import fi.lupa.audit.witness.TestWitness;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page in the bundle says of it in a browser: the same as the script, of good bundles and of every bad one. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class VerifierPageTest {

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @SuppressWarnings("NullAway.Init")
    SealFiles seal;

    @SuppressWarnings("NullAway.Init")
    VaultStub vault;

    @SuppressWarnings("NullAway.Init")
    TestWitness witness;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path directory;

    /** One for all: starting it takes longer than most of the tests. */
    private static @Nullable Browser started;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private PageInBrowser page;

    private ExtractKit kit() {
        return new ExtractKit(issuer);
    }

    @BeforeEach
    void openTheBrowser() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "page").toAbsolutePath();
        Browser browser = started == null ? Browser.start(directory) : started;
        started = browser;
        vault.asAlways();
        kit().logWavesOnce(kafka, vault);
        page = PageInBrowser.in(directory, browser, seal.certificate());
        page.expectsKeys(kit().keys());
    }

    @AfterAll
    static void closeTheBrowser() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void acceptsWhatTheScriptAccepts_andSaysTheSameOfIt() throws IOException {
        // Given
        byte[] subject = issued("{\"subjectId\":\"" + Facts.subject(701) + "\"}");
        byte[] withheld = issued("{\"subjectId\":\"" + Facts.subject(702) + "\",\"controller\":\"kysely\"}");
        Map<String, byte[]> bundles = new LinkedHashMap<>();
        bundles.put("controller", controllerBundle());
        bundles.put("subject", subject);
        bundles.put("withheld", withheld);
        bundles.put("erased", issued("{\"subjectId\":\"" + Facts.subject(704) + "\"}"));
        bundles.put("gone", issued("{\"subjectId\":\"" + Facts.subject(705) + "\"}"));
        AnswersKit.logOnce(kit(), kafka, vault);
        bundles.put("answers", issued("{\"subjectId\":\"" + AnswersKit.SUBJECT + "\"}"));
        AnswersKit.tamper(vault);
        bundles.put("other answers", issued("{\"subjectId\":\"" + AnswersKit.SUBJECT + "\"}"));
        bundles.put("period", issued("{\"from\":\"" + ExtractKit.waves().third() + "\"}"));
        vault.noticeSays("Haluan muutakin.");
        bundles.put("other text", controllerBundle());
        vault.asAlways();
        bundles.put("purpose", issued("{\"purpose\":\"newsletter\"}"));

        bundles.forEach((name, bundle) -> {
            // When
            List<String> said = page.said(bundle);
            List<String> script = page.script(bundle);

            // Then
            assertThat(said).as(name).anyMatch(line -> line.startsWith("ACCEPTED"));
            assertThat(said).as(name).containsAll(PageInBrowser.alike(script));
        });
    }

    @Test
    void isTheBundlesOwnPage_andNamesWhatOnlyOthersCanTell_whenNoKeysAreGiven() throws IOException {
        // Given
        byte[] bundle = controllerBundle();
        Path own = Files.write(
                directory.resolve("own.html"), BundleFile.of(bundle).parts().get("verify.html"));

        // When
        List<String> said = page.saidBy(own, bundle);

        // Then
        assertThat(said)
                .anyMatch(line -> line.startsWith("ACCEPTED: "))
                .anyMatch(line -> line.startsWith("unchecked: whose log it is"))
                .anyMatch(line -> line.startsWith("unchecked: whose seal it is"))
                .anyMatch(line -> line.startsWith("unchecked: this page itself"))
                .anyMatch(line -> line.contains("deploy/local/verify FILE"));
        assertThat(BundleFile.of(bundle).text("META-INF/ASiCManifest001.xml")).contains("URI=\"verify.html\"");
        assertThat(page.run("const added = document.createElement('script'); added.textContent = 'window.ran = 1';"
                        + " document.body.append(added); return String(window.ran)"))
                .isEqualTo("undefined");
    }

    @Test
    void refusesWithTheReason_whenAnyPartIsChangedOrTakenAway() throws IOException {
        // Given
        BundleFile good = BundleFile.of(controllerBundle());

        for (String name : good.parts().keySet()) {
            // When
            byte[] changed = good.parts().get(name).clone();
            if (changed.length > 0) {
                changed[changed.length / 2] ^= 1;
                String flipped = page.verdict(good.withBytes(name, changed).zip());

                // Then
                assertThat(flipped)
                        .as("changed " + name)
                        .startsWith("REFUSED: ")
                        .containsAnyOf(name, "seal", "list of parts", "ASiC-E", "not base64", "mimetype");
            }
            assertThat(page.verdict(good.without(name).zip()))
                    .as("without " + name)
                    .startsWith("REFUSED: ")
                    .contains(name);
        }
        assertThat(page.verdict(good.withBytes("more.txt", new byte[1]).zip()))
                .isEqualTo("REFUSED: more.txt is not under the seal");
    }

    @Test
    void refusesWithTheReason_whenTheOwnerOfTheSealLies() throws IOException {
        // Given
        BundleFile good = BundleFile.of(controllerBundle());
        BundleFile held = BundleFile.of(issued("{\"subjectId\":\"" + Facts.subject(701) + "\"}"));
        List<String> places = good.text("index.csv").lines().toList();
        List<String> lines = good.text("entries/part-0001.ndjson").lines().toList();
        String place = places.get(3);
        String entry = lines.get(2);
        Map<String, BundleFile> lies = new LinkedHashMap<>();
        lies.put(
                "a gap: number",
                good.with("entries/part-0001.ndjson", text -> text.replace(entry + "\n", ""))
                        .with("index.csv", text -> text.replace(place + "\n", "")));
        lies.put(
                "is withheld, and nothing can be a reason",
                good.with("entries/part-0001.ndjson", text -> text.replace(entry + "\n", ""))
                        .with("index.csv", text -> text.replace(place + "\n", ""))
                        .with("withheld.csv", text -> text + place + "\n"));
        lies.put(
                "is not the one that was logged",
                good.with("entries/part-0001.ndjson", text -> text.replace("SURVEY_TICK", "WEB_FORM")));
        lies.put(
                "more places than entries",
                good.with("entries/part-0001.ndjson", text -> text.replace(lines.get(lines.size() - 1) + "\n", "")));
        lies.put("a signature of a key given fails", good.with(checkpoint(good), VerifierPageTest::otherSignature));
        lies.put("do not give the signed root", changedTile(good, ".p/"));
        lies.put(
                "are not the ones that were logged",
                held.with(
                        "disclosures.ndjson",
                        text -> text.replaceFirst(
                                ExtractKit.waves().disclosure(),
                                ExtractKit.waves().disclosure() + "A")));
        lies.put(
                "is outside the scope",
                good.with("manifest.json", text -> text.replaceFirst("\"purpose\" : null", "\"purpose\" : \"x\"")));

        for (Map.Entry<String, BundleFile> lie : lies.entrySet()) {
            // When
            byte[] bundle = lie.getValue().sealed(Seal.of(seal.key(), seal.certificate()));

            // Then
            assertThat(page.verdict(bundle)).startsWith("REFUSED: ").contains(lie.getKey());
            assertThat(page.script(bundle)).as(lie.getKey()).anyMatch(line -> line.startsWith("REFUSED: "));
        }
    }

    @Test
    void refuses_whenTheKeysOrTheSealAreNotTheOnesGiven() throws IOException {
        // Given
        byte[] bundle = controllerBundle();
        SealFiles other = SealFiles.make(Files.createDirectories(directory.resolve("other")));
        byte[] foreign = BundleFile.of(bundle).sealed(Seal.of(other.key(), other.certificate()));
        String keys = kit().keys();

        // When
        String sealed = page.verdict(foreign);
        page.expectsKeys(other(keys));
        String signed = page.verdict(bundle);

        // Then
        assertThat(sealed).isEqualTo("REFUSED: the seal is not of the certificate given");
        assertThat(signed).isEqualTo("REFUSED: the id of a verifier key is wrong");
    }

    @Test
    void saysOfWitnessesWhatTheScriptSays_withAndWithoutAPolicyOfOnesOwn() throws IOException {
        // Given
        BundleFile good = kit().issuedAndWitnessed("{\"subjectId\":\"" + Facts.subject(703) + "\"}");
        Path policy = directory.resolve("policy");
        String cosigned = good.parts().keySet().stream()
                .filter(name -> name.endsWith("/checkpoint.cosigned"))
                .findFirst()
                .orElseThrow();
        Seal ours = Seal.of(seal.key(), seal.certificate());

        // When, Then
        assertThat(page.said(good.zip())).containsAll(PageInBrowser.alike(page.script(good.zip())));
        Files.writeString(policy, witness.policy());
        assertThat(page.witnessed(good.zip(), policy))
                .anyMatch(line -> line.startsWith("ACCEPTED"))
                .anyMatch(line -> line.startsWith("checked: the quorum one of witnesses has cosigned"))
                .noneMatch(line -> line.contains("whose witnesses"));
        Files.writeString(policy, twoOfThree(witness.policy()));
        assertThat(page.witnessed(good.zip(), policy))
                .anyMatch(line -> line.startsWith("REFUSED: the quorum g of the policy given has not cosigned"));
        Files.writeString(policy, "witness one\n");
        assertThat(page.witnessed(good.zip(), policy)).contains("REFUSED: a witness of a policy is not one");
        byte[] broken = good.with(cosigned, Verdicts::anotherTime).sealed(ours);
        assertThat(page.verdict(broken)).isEqualTo("REFUSED: the cosignature of witness.example.fi/one fails");
    }

    /** The witness, and two who never cosigned, of whom one more is wanted. */
    private static String twoOfThree(String policy) {
        try (TestWitness two = TestWitness.start("two.example.fi");
                TestWitness three = TestWitness.start("three.example.fi")) {
            return policy.replace("quorum one\n", "")
                    + "witness two " + two.vkey() + "\nwitness three " + three.vkey()
                    + "\ngroup g 2 one two three\nquorum g\n";
        }
    }

    @Test
    void refusesAnAnswerThatWasNotGiven_asTheScriptDoes() throws IOException {
        // Given
        AnswersKit.logOnce(kit(), kafka, vault);
        BundleFile good = BundleFile.of(issued("{\"subjectId\":\"" + AnswersKit.SUBJECT + "\"}"));
        Seal ours = Seal.of(seal.key(), seal.certificate());

        // When
        String changed =
                page.verdict(good.with("decisions.ndjson", text -> text.replaceFirst("QUIET_HOURS", "FREQUENCY_CAP"))
                        .sealed(ours));
        String cut = page.verdict(good.with("decisions.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                .sealed(ours));

        // Then
        assertThat(changed).isEqualTo("REFUSED: the answer " + Facts.id(76_003) + " is not the one that was recorded");
        assertThat(cut).isEqualTo("REFUSED: the manifest counts other answers");
    }

    @Test
    void checksSignaturesByItself_whenTheBrowserDoesNotKnowEd25519() throws IOException {
        // Given
        byte[] bundle = controllerBundle();
        BundleFile good = BundleFile.of(bundle);
        byte[] forged = good.with(checkpoint(good), VerifierPageTest::otherSignature)
                .sealed(Seal.of(seal.key(), seal.certificate()));
        String old = "const known = crypto.subtle.importKey.bind(crypto.subtle);"
                + "crypto.subtle.importKey = (format, key, kind, ...more) => kind.name === 'Ed25519'"
                + " ? Promise.reject(new DOMException('', 'NotSupportedError')) : known(format, key, kind, ...more);";

        // When
        List<String> accepted = page.saidAfter(old, bundle);
        List<String> refused = page.saidAfter(old, forged);

        // Then
        assertThat(accepted)
                .anyMatch(line -> line.startsWith("ACCEPTED"))
                .anyMatch(line -> line.contains("with the library in this page"));
        assertThat(refused).contains("REFUSED: a signature of a key given fails");
        assertThat(page.verdict(forged)).isEqualTo("REFUSED: a signature of a key given fails");
    }

    @Test
    void isThePageWhoseHashIsPublished() throws IOException {
        // Given
        Path built = Files.writeString(Path.of("target/verify.html"), VerifierPage.text());

        // When
        String digest = Stranger.shell(directory, "openssl dgst -sha256 -r " + built.toAbsolutePath() + " | cut -c1-64")
                .strip();

        // Then
        assertThat(Files.readString(Path.of("../deploy/verify/verify.html.sha256")))
                .as("target/verify.html has changed: write its hash there")
                .isEqualTo(digest + "  verify.html\n");
    }

    private static String checkpoint(BundleFile bundle) {
        return bundle.parts().keySet().stream()
                .filter(name -> name.endsWith("/checkpoint"))
                .findFirst()
                .orElseThrow();
    }

    private static BundleFile changedTile(BundleFile good, String kind) {
        String name = good.parts().keySet().stream()
                .filter(each -> each.contains("/tile/0/") && each.contains(kind))
                .findFirst()
                .orElseThrow();
        byte[] tile = java.util.Objects.requireNonNull(good.parts().get(name)).clone();
        tile[5] ^= 1;
        return good.withBytes(name, tile);
    }

    /** The same note with one bit of its signature changed, the key's id kept. */
    private static String otherSignature(String note) {
        int at = note.lastIndexOf(' ') + 20;
        char letter = note.charAt(at) == 'A' ? 'B' : 'A';
        return note.substring(0, at) + letter + note.substring(at + 1);
    }

    /** Keys of the same name that nobody has: the id no longer fits. */
    private static String other(String keys) {
        int at = keys.indexOf('+') + 1;
        char letter = keys.charAt(at) == '0' ? '1' : '0';
        return keys.substring(0, at) + letter + keys.substring(at + 1);
    }

    private byte[] issued(String scope) {
        return kit().issued(scope, "officer-1", "officer-2");
    }

    private byte[] controllerBundle() {
        return issued("{\"controller\":\"kysely\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(ExtractKit.waves().second(), ExtractKit.waves().third()));
    }
}
