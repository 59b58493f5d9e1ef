// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.audit.time.TimeAuthority;
import fi.lupa.audit.verify.Stranger;
import fi.lupa.audit.witness.TestWitness;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.platform.key.Digests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the sealed file beside the entries: personal fields, texts, answers, time, witnesses, the report. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class BundleContentTest {

    /** One entry before the period, one after it, and the one that tells of the extract. */
    private static final int BESIDE = 3;

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @SuppressWarnings("NullAway.Init")
    SealFiles seal;

    @SuppressWarnings("NullAway.Init")
    VaultStub vault;

    @SuppressWarnings("NullAway.Init")
    TimeAuthority time;

    @SuppressWarnings("NullAway.Init")
    TestWitness witness;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Verdicts verdicts;

    private ExtractKit kit() {
        return new ExtractKit(issuer);
    }

    @BeforeEach
    void logSomething() throws IOException {
        vault.asAlways();
        kit().logWavesOnce(kafka, vault);
        verdicts = Verdicts.with(kit(), seal, time);
    }

    @Test
    void showsThePersonalFields_whenTheVaultHasThem_andSaysWhyNotOtherwise() throws IOException {
        // When
        byte[] held = kit().issued("{\"subjectId\":\"" + Facts.subject(701) + "\"}", "officer-1", "officer-2");
        byte[] erased = kit().issued("{\"subjectId\":\"" + Facts.subject(704) + "\"}", "officer-1", "officer-2");
        byte[] gone = kit().issued("{\"subjectId\":\"" + Facts.subject(705) + "\"}", "officer-1", "officer-2");
        vault.status(503);
        byte[] unreachable = kit().issued("{\"subjectId\":\"" + Facts.subject(701) + "\"}", "officer-1", "officer-2");

        // Then
        assertThat(BundleFile.of(held).text("disclosures.ndjson"))
                .contains(ExtractKit.waves().disclosure());
        assertThat(verdicts.of(held))
                .contains("checked: the personal fields of 3 entries are the ones whose digests were logged");
        assertThat(verdicts.of(erased))
                .containsPattern(
                        "checked: the personal fields of 2 entries were erased, see entry \\S+:\\d+, which is in this"
                                + " file");
        assertThat(verdicts.of(gone))
                .contains("VIOLATION: the personal fields of entry")
                .contains("ACCEPTED, AND IT SHOWS VIOLATIONS: ");
        assertThat(verdicts.of(unreachable))
                .contains("NOT CHECKED: personal fields: they were asked for and not obtained (HTTP_503)")
                .contains("ACCEPTED: ");
        assertThat(vault.tokens()).isNotEmpty().allMatch(token -> token.startsWith("Bearer ey"));
    }

    @Test
    void showsTheTextsAndTheCatalogue_asTheyWereLogged() throws IOException {
        // When
        BundleFile good = BundleFile.of(verdicts.controllerBundle());
        vault.noticeSays("Haluan muutakin.");
        byte[] other = verdicts.controllerBundle();
        vault.status(403);
        byte[] unasked = verdicts.controllerBundle();

        // Then
        String file = "notices/" + VaultStub.TEXT_SHA256 + ".txt";
        assertThat(good.text(file)).isEqualTo("Uutiskirje\nHaluan uutiskirjeen.\nKyllä kiitos");
        assertThat(good.text("catalogue.ndjson").lines())
                .singleElement()
                .asString()
                .contains("catalogue.controller");
        assertThat(verdicts.of(good.zip()))
                .contains("checked: 1 texts are the ones whose hashes were logged")
                .contains("checked: the 1 entries about the catalogue are in the log")
                .contains("\nACCEPTED: ");
        assertThat(verdicts.of(good.with(file, text -> text + "!").sealed(verdicts.ours())))
                .contains("REFUSED: " + file + " is not the text that was shown");
        assertThat(verdicts.of(good.with("catalogue.ndjson", text -> text.replace("Helsinki", "Vaasa"))
                        .sealed(verdicts.ours())))
                .contains("is not the one that was logged");
        assertThat(verdicts.of(good.with("notices.ndjson", text -> "").sealed(verdicts.ours())))
                .contains("REFUSED: nothing is said about the text that entry");
        assertThat(verdicts.of(other))
                .contains("VIOLATION: the text of newsletter-notice 1.1 (fi) is not the one that entry")
                .doesNotContain("\nACCEPTED: ");
        assertThat(verdicts.of(unasked))
                .contains("NOT CHECKED: the texts that were shown: they were asked for and not obtained (HTTP_403)");
    }

    @Test
    void showsWhenTheLogHadComeThisFar_onceTheAuthorityHasStampedTheCheckpoint() throws IOException {
        // Given
        String address = kit().ask("officer-1", "{\"subjectId\":\"" + Facts.subject(703) + "\"}")
                .header("Location");
        kit().post("officer-2", address + "/release");
        ExtractKit.await(() -> BundleFile.of(kit().bundle("officer-1", address)).parts().keySet().stream()
                .anyMatch(name -> name.endsWith("checkpoint.tsr")));

        // When
        BundleFile good = BundleFile.of(kit().bundle("officer-1", address));
        String stamp = good.parts().keySet().stream()
                .filter(name -> name.endsWith("checkpoint.tsr"))
                .findFirst()
                .orElseThrow();
        byte[] broken = Objects.requireNonNull(good.parts().get(stamp)).clone();
        broken[broken.length / 2] ^= 1;

        // Then
        assertThat(verdicts.of(good.zip()))
                .contains("checked: a time stamp shows that")
                .doesNotContain("whose time stamp");
        assertThat(verdicts.of(good.withBytes(stamp, broken).sealed(verdicts.ours())))
                .contains("REFUSED: " + stamp + " is not over the checkpoint");
        Path file = Files.write(verdicts.directory().resolve("extract.asice"), good.zip());
        assertThat(Stranger.bundleVerdict(verdicts.directory(), file.toString()))
                .contains("checked: a time stamp shows that")
                .contains("NOT CHECKED: whose time stamp it is");
        file = Files.write(
                verdicts.directory().resolve("extract.asice"),
                good.withBytes(stamp, broken).sealed(verdicts.ours()));
        assertThat(Stranger.bundleVerdict(verdicts.directory(), file.toString()))
                .contains("REFUSED: " + stamp + " is");
    }

    @Test
    void showsWhatWasAnsweredAndWhy_underTheRootsThatWereLoggedThen() throws IOException {
        // Given
        AnswersKit.logOnce(kit(), kafka, vault);

        // When
        BundleFile good = BundleFile.of(answersBundle());

        // Then
        assertThat(good.text("decisions.csv"))
                .contains(";ALLOW;CONSENT_GIVEN;40;")
                .contains(";DENY;QUIET_HOURS;40;")
                .doesNotContain(AnswersKit.ADDRESS);
        assertThat(good.text("decisions.ndjson")).doesNotContain(AnswersKit.ADDRESS);
        assertThat(good.text("minutes.ndjson").lines())
                .singleElement()
                .asString()
                .contains("decision.minute");
        assertThat(verdicts.of(good.zip()))
                .contains("checked: 2 answers about the person are the ones over which roots were logged then")
                .contains("NOT CHECKED: 1 answers: their minutes are not under this checkpoint yet")
                .contains("NOT CHECKED: 1 answers: entries name them, and their time may have come")
                .contains("VIOLATION: the answer " + AnswersKit.LOST + " that entry")
                .contains("NOT CHECKED: that these are all the answers")
                .contains("ACCEPTED, AND IT SHOWS VIOLATIONS: ");
        assertThat(verdicts.of(good.with("decisions.ndjson", text -> text.replaceFirst("QUIET_HOURS", "FREQUENCY_CAP"))
                        .sealed(verdicts.ours())))
                .contains("REFUSED: the answer " + Facts.id(76_003) + " is not the one that was recorded");
        assertThat(verdicts.of(good.with("minutes.ndjson", text -> text.replaceFirst("marketing-tool", "other-tool"))
                        .sealed(verdicts.ours())))
                .contains("is not the one that was logged");
        assertThat(verdicts.of(good.with("decisions.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                        .sealed(verdicts.ours())))
                .contains("REFUSED: the manifest counts other answers");
        assertThat(verdicts.of(good.with("minutes.ndjson", text -> "")
                        .with("minutes.csv", text -> "log;index\n")
                        .sealed(verdicts.ours())))
                .contains("REFUSED: an entry about answers is missing");
    }

    @Test
    void saysWhichAnswersAreNotAsTheyWereToldOf_andWhyNoneAreThere() throws IOException {
        // Given
        AnswersKit.logOnce(kit(), kafka, vault);

        // When
        AnswersKit.tamper(vault);
        byte[] tampered = answersBundle();
        vault.lookupStatus(403);
        byte[] refused = answersBundle();
        vault.asAlways();
        byte[] erased = kit().issued("{\"subjectId\":\"" + Facts.subject(704) + "\"}", "officer-1", "officer-2");

        // Then
        assertThat(verdicts.of(tampered))
                .contains("checked: 1 answers about the person")
                .contains("VIOLATION: the answer " + Facts.id(76_003)
                        + " is not what the log was told of its minute (DIFFERENT)")
                .contains("VIOLATION: the answer " + Facts.id(76_005)
                        + " is not what the log was told of its minute (NOT_LOGGED)");
        assertThat(verdicts.of(refused))
                .contains("NOT CHECKED: what was answered: it was asked for and not obtained (HTTP_403)")
                .contains("\nACCEPTED: ");
        assertThat(verdicts.of(erased)).contains("what was answered: it was asked for and not obtained (NO_ADDRESS)");
        assertThat(verdicts.of(verdicts.controllerBundle()))
                .contains("NOT CHECKED: what was answered: it was not asked for, or the extract is not about a person");
    }

    private byte[] answersBundle() {
        return kit().issued("{\"subjectId\":\"" + AnswersKit.SUBJECT + "\"}", "officer-1", "officer-2");
    }

    @Test
    void showsThatAWitnessSawTheSameLog_andIsRefusedByAPolicyThatItDoesNotMeet() throws IOException {
        // Given
        BundleFile good = kit().issuedAndWitnessed("{\"subjectId\":\"" + Facts.subject(703) + "\"}");
        String cosigned = good.parts().keySet().stream()
                .filter(name -> name.endsWith("/checkpoint.cosigned"))
                .findFirst()
                .orElseThrow();
        String theirs = witness.policy();

        // When, Then
        assertThat(verdicts.of(good.zip(), theirs))
                .contains("checked: witness one saw log.example.fi/log/")
                .contains("checked: the quorum one of witnesses has cosigned the checkpoint")
                .doesNotContain("NOT CHECKED: whose witnesses")
                .contains("\nACCEPTED: ");
        assertThat(verdicts.of(good.zip()))
                .contains("NOT CHECKED: whose witnesses these are: they came with the file")
                .contains("\nACCEPTED: ");
        try (TestWitness other = TestWitness.start("witness.example.fi/other")) {
            assertThat(verdicts.of(good.zip(), other.policy()))
                    .contains("REFUSED: the quorum one of the policy given has not cosigned the checkpoint");
        }
        assertThat(verdicts.of(good.with(cosigned, Verdicts::anotherTime).sealed(verdicts.ours())))
                .contains("REFUSED: the cosignature of witness.example.fi/one fails");
        assertThat(verdicts.of(good.with(cosigned, text -> text.replaceFirst("\n\\d+\n", "\n1\n"))
                        .sealed(verdicts.ours())))
                .contains("REFUSED: " + cosigned + " is of another checkpoint");
        assertThat(verdicts.of(good.without(cosigned).sealed(verdicts.ours())))
                .contains("the quorum one of witnesses is missing")
                .contains("\nACCEPTED: ");
        assertThat(verdicts.of(good.without(cosigned).sealed(verdicts.ours()), theirs))
                .contains("REFUSED: the quorum one");
    }

    @Test
    void tellsPeopleWhatTheRestProves_inTheLanguageThatWasAskedFor() throws IOException {
        // Given
        AnswersKit.logOnce(kit(), kafka, vault);

        // When
        BundleFile person = BundleFile.of(answersBundle());
        BundleFile period = BundleFile.of(verdicts.controllerBundle());

        // Then
        assertThat(report(person))
                .contains("Raportti lupalokin otteesta")
                .contains("Mitä tapahtui milloinkin")
                .contains(AnswersKit.SUBJECT)
                .contains("suostumus annettu")
                .contains("ei sallittu, QUIET_HOURS")
                .contains("Haluan uutiskirjeen.")
                .contains("bundle.py")
                .contains(HexFormat.of().formatHex(Digests.sha256(part(person, "entries.csv"))))
                .doesNotContain(AnswersKit.ADDRESS);
        assertThat(report(period))
                .contains("Merkinnät ajan mukaan")
                .contains("Tiedostossa on " + (ExtractKit.SECOND_WAVE_OF_KYSELY + BESIDE) + " merkintää");
    }

    private static byte[] part(BundleFile bundle, String name) {
        return Objects.requireNonNull(bundle.parts().get(name));
    }

    private static String report(BundleFile bundle) throws IOException {
        try (PDDocument document = Loader.loadPDF(part(bundle, "report.pdf"))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
