// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.Facts;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.extract.asic.Seal;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.audit.time.TimeAuthority;
import fi.lupa.audit.verify.Stranger;
import fi.lupa.audit.witness.TestWitness;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the request to the sealed file, and what a stranger with Python and openssl says of it. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class ExtractTest {

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
    private Path directory;

    private ExtractKit kit() {
        return new ExtractKit(issuer);
    }

    @BeforeEach
    void logSomething() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "extract").toAbsolutePath();
        vault.asAlways();
        kit().logWavesOnce(kafka, vault);
    }

    @Test
    void convincesAStranger_whenAPeriodOfAControllerIsReleasedByASecondPerson() throws IOException {
        // Given
        String scope = "{\"controller\":\"kysely\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(waves().second(), waves().third());
        Response asked = kit().ask("officer-1", scope);
        String address = asked.header("Location");

        // When
        Response early = kit().get("officer-1", address + "/bundle");
        Response alone = kit().post("officer-1", address + "/release");
        Response released = kit().post("officer-2", address + "/release");
        byte[] bundle = kit().bundle("officer-1", address);

        // Then
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.jsonPath().getString("state")).isEqualTo("AWAITING_RELEASE");
        assertThat(code(early, 409)).isEqualTo("EXTRACT_NOT_READY");
        assertThat(code(alone, 403)).isEqualTo("SECOND_PERSON_REQUIRED");
        assertThat(released.statusCode()).isEqualTo(200);
        JsonPath ready = kit().get("officer-2", address).jsonPath();
        assertThat(ready.getString("state")).isEqualTo("READY");
        assertThat(ready.getLong("progress.done")).isEqualTo(ready.getLong("progress.total"));
        assertThat(verdict(bundle))
                .contains("ACCEPTED: extract " + ready.getString("id") + ", case TSV/1/2026: "
                        + ExtractKit.SECOND_WAVE_OF_KYSELY + " entries")
                .contains("checked: the chain (controller) has no gap")
                .contains("checked: the seal (CAdES) is whole")
                .doesNotContain("whose log it is")
                .doesNotContain("VIOLATION");
        assertThat(new String(bundle, 30, 8 + Container.MEDIA_TYPE.length(), StandardCharsets.US_ASCII))
                .isEqualTo("mimetype" + Container.MEDIA_TYPE);
    }

    @Test
    void holdsTheVeryLinesOfTheLog_whenOneSubjectIsAskedFor() throws IOException {
        // Given
        String scope = "{\"subjectId\":\"" + Facts.subject(701) + "\"}";

        // When
        byte[] bundle = kit().issued(scope, "officer-1", "officer-2");

        // Then
        List<String> lines = kit().lines("/v1/subjects/" + Facts.subject(701) + "/entries?limit=1000");
        List<String> delivered =
                BundleFile.of(bundle).text("entries/part-0001.ndjson").lines().toList();
        assertThat(lines).containsSubsequence(delivered);
        assertThat(delivered.get(delivered.size() - 1)).contains("\"kind\":\"extract.issued\"");
        assertThat(verdict(bundle))
                .contains("checked: the chain (subject) has no gap")
                .contains("ACCEPTED: ");
    }

    @Test
    void namesWhatItDoesNotShow_whenTheOfficerActsForOneOfTheSubjectsControllersOnly() throws IOException {
        // Given
        String scope = "{\"subjectId\":\"" + Facts.subject(702) + "\",\"controller\":\"kysely\"}";

        // When
        byte[] bundle = kit().issued(scope, "officer-1", "officer-2");

        // Then
        assertThat(BundleFile.of(bundle).text("entries/part-0001.ndjson")).doesNotContain("client-a");
        assertThat(BundleFile.of(bundle).text("withheld.csv").lines()).hasSize(1 + 2);
        assertThat(verdict(bundle))
                .contains("NOT CHECKED: 2 entries of the chain are not shown")
                .contains("ACCEPTED: ");
    }

    @Test
    void provesWhatCanBeProven_whenAPeriodOrAPurposeIsAskedFor() throws IOException {
        // When
        String period = verdict(kit().issued("{\"from\":\"" + waves().third() + "\"}", "officer-1", "officer-2"));
        String purpose = verdict(kit().issued("{\"purpose\":\"newsletter\"}", "officer-1", "officer-2"));

        // Then
        assertThat(period).contains("the chain (period) has no gap").contains("\nACCEPTED");
        assertThat(purpose)
                .contains("NOT CHECKED: completeness: entries have no number within a purpose")
                .contains("\nACCEPTED");
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
                String flipped = verdict(good.withBytes(name, changed).zip());

                // Then
                assertThat(flipped).as("changed " + name).contains("REFUSED: ").doesNotContain("Traceback");
                assertThat(flipped)
                        .as("changed " + name)
                        .containsAnyOf(name, "seal", "list of parts", "ASiC-E", "not base64");
            }
            String missing = verdict(good.without(name).zip());
            assertThat(missing).as("without " + name).contains("REFUSED: ").contains(name);
        }
        assertThat(verdict(good.withBytes("more.txt", new byte[1]).zip()))
                .contains("REFUSED: more.txt is not under the seal");
    }

    @Test
    void namesTheGap_whenTheOwnerOfTheSealLeavesOneLeafOut() throws IOException {
        // Given
        BundleFile good = BundleFile.of(controllerBundle());
        String victim = good.text("entries/part-0001.ndjson")
                .lines()
                .filter(line -> line.contains(Facts.subject(702)))
                .findFirst()
                .orElseThrow();
        int row = good.text("entries/part-0001.ndjson").lines().toList().indexOf(victim);
        String place = good.text("index.csv").lines().toList().get(row + 1);
        String[] words = place.split(";", -1);

        // When
        BundleFile cut = good.with("entries/part-0001.ndjson", text -> text.replace(victim + "\n", ""))
                .with("index.csv", text -> text.replace(place + "\n", ""))
                .with("manifest.json", ExtractTest::oneEntryLess);
        BundleFile hidden = cut.with("withheld.csv", text -> text + place + "\n");
        BundleFile changed = good.with("entries/part-0001.ndjson", text -> text.replace("SURVEY_TICK", "WEB_FORM"));
        BundleFile shorter =
                good.with("manifest.json", text -> text.replaceAll("\"until\" : \\d+", "\"until\" : " + words[1])
                        .replaceAll("\"last\" : \\d+", "\"last\" : " + words[1]));

        // Then
        assertThat(verdict(cut.sealed(ours())))
                .contains("REFUSED: a gap: number " + words[1] + " about the controller kysely is missing (it is entry "
                        + words[2] + ":" + words[3] + ")");
        assertThat(verdict(hidden.sealed(ours())))
                .contains("REFUSED: number " + words[1] + " about the controller kysely is withheld");
        assertThat(verdict(changed.sealed(ours()))).contains("is not the one that was logged");
        assertThat(verdict(shorter.sealed(ours()))).contains("REFUSED: ");
    }

    @Test
    void missesTheEnd_whenTheOwnerOfTheSealCutsThePeriodShort() throws IOException {
        // Given
        BundleFile good =
                BundleFile.of(kit().issued("{\"from\":\"" + waves().third() + "\"}", "officer-1", "officer-2"));
        List<String> places = good.text("index.csv").lines().toList();
        List<String> entries = good.text("entries/part-0001.ndjson").lines().toList();
        int tail = places.size() - 2;
        long cutAt = Long.parseLong(places.get(tail).split(";", -1)[1]);
        String own = places.get(tail + 1);

        // When
        BundleFile shorter = good.with("index.csv", text -> text.replace(places.get(tail) + "\n", "")
                        .replace(own, own.replaceFirst("log", "issued")))
                .with("entries/part-0001.ndjson", text -> text.replace(entries.get(tail - 1) + "\n", ""))
                .with("manifest.json", text -> endingBefore(cutAt, text));

        // Then
        assertThat(verdict(shorter.sealed(ours()))).contains("REFUSED: the end of the period is not shown");
    }

    @Test
    void provesThatTheLogOnlyGrew_whenTheSameAuthorityGetsASecondExtract() throws IOException {
        // Given
        String scope = "{\"subjectId\":\"" + Facts.subject(703) + "\"}";
        kit().issued(scope, "officer-1", "officer-2");

        // When
        byte[] second = kit().issued(scope, "officer-2", "officer-1");

        // Then
        assertThat(BundleFile.of(second).parts().keySet()).anyMatch(name -> name.endsWith("consistency.txt"));
        assertThat(verdict(second))
                .contains("only grew since this authority's last extract")
                .contains("ACCEPTED: ");
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
        assertThat(BundleFile.of(held).text("disclosures.ndjson")).contains(waves().disclosure());
        assertThat(verdict(held))
                .contains("checked: the personal fields of 3 entries are the ones whose digests were logged");
        assertThat(verdict(erased))
                .containsPattern(
                        "checked: the personal fields of 2 entries were erased, see entry \\S+:\\d+, which is in this"
                                + " file");
        assertThat(verdict(gone))
                .contains("VIOLATION: the personal fields of entry")
                .contains("ACCEPTED, AND IT SHOWS VIOLATIONS: ");
        assertThat(verdict(unreachable))
                .contains("NOT CHECKED: personal fields: they were asked for and not obtained (HTTP_503)")
                .contains("ACCEPTED: ");
        assertThat(vault.tokens()).isNotEmpty().allMatch(token -> token.startsWith("Bearer ey"));
    }

    @Test
    void showsTheTextsAndTheCatalogue_asTheyWereLogged() throws IOException {
        // When
        BundleFile good = BundleFile.of(controllerBundle());
        vault.noticeSays("Haluan muutakin.");
        byte[] other = controllerBundle();
        vault.status(403);
        byte[] unasked = controllerBundle();

        // Then
        String file = "notices/" + VaultStub.TEXT_SHA256 + ".txt";
        assertThat(good.text(file)).isEqualTo("Uutiskirje\nHaluan uutiskirjeen.\nKyllä kiitos");
        assertThat(good.text("catalogue.ndjson").lines())
                .singleElement()
                .asString()
                .contains("catalogue.controller");
        assertThat(verdict(good.zip()))
                .contains("checked: 1 texts are the ones whose hashes were logged")
                .contains("checked: the 1 entries about the catalogue are in the log")
                .contains("\nACCEPTED: ");
        assertThat(verdict(good.with(file, text -> text + "!").sealed(ours())))
                .contains("REFUSED: " + file + " is not the text that was shown");
        assertThat(verdict(good.with("catalogue.ndjson", text -> text.replace("Helsinki", "Vaasa"))
                        .sealed(ours())))
                .contains("is not the one that was logged");
        assertThat(verdict(good.with("notices.ndjson", text -> "").sealed(ours())))
                .contains("REFUSED: nothing is said about the text that entry");
        assertThat(verdict(other))
                .contains("VIOLATION: the text of newsletter-notice 1.1 (fi) is not the one that entry")
                .doesNotContain("\nACCEPTED: ");
        assertThat(verdict(unasked))
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
        byte[] broken =
                java.util.Objects.requireNonNull(good.parts().get(stamp)).clone();
        broken[broken.length / 2] ^= 1;

        // Then
        assertThat(verdict(good.zip()))
                .contains("checked: a time stamp shows that")
                .doesNotContain("whose time stamp");
        assertThat(verdict(good.withBytes(stamp, broken).sealed(ours())))
                .contains("REFUSED: " + stamp + " is not over the checkpoint");
        Path file = Files.write(directory.resolve("extract.asice"), good.zip());
        assertThat(Stranger.bundleVerdict(directory, file.toString()))
                .contains("checked: a time stamp shows that")
                .contains("NOT CHECKED: whose time stamp it is");
        file = Files.write(
                directory.resolve("extract.asice"),
                good.withBytes(stamp, broken).sealed(ours()));
        assertThat(Stranger.bundleVerdict(directory, file.toString())).contains("REFUSED: " + stamp + " is");
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
        assertThat(verdict(good.zip()))
                .contains("checked: 2 answers about the person are the ones over which roots were logged then")
                .contains("NOT CHECKED: 1 answers: their minutes are not under this checkpoint yet")
                .contains("NOT CHECKED: 1 answers: entries name them, and their time may have come")
                .contains("VIOLATION: the answer " + AnswersKit.LOST + " that entry")
                .contains("NOT CHECKED: that these are all the answers")
                .contains("ACCEPTED, AND IT SHOWS VIOLATIONS: ");
        assertThat(verdict(good.with("decisions.ndjson", text -> text.replaceFirst("QUIET_HOURS", "FREQUENCY_CAP"))
                        .sealed(ours())))
                .contains("REFUSED: the answer " + Facts.id(76_003) + " is not the one that was recorded");
        assertThat(verdict(good.with("minutes.ndjson", text -> text.replaceFirst("marketing-tool", "other-tool"))
                        .sealed(ours())))
                .contains("is not the one that was logged");
        assertThat(verdict(good.with("decisions.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                        .sealed(ours())))
                .contains("REFUSED: the manifest counts other answers");
        assertThat(verdict(good.with("minutes.ndjson", text -> "")
                        .with("minutes.csv", text -> "log;index\n")
                        .sealed(ours())))
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
        assertThat(verdict(tampered))
                .contains("checked: 1 answers about the person")
                .contains("VIOLATION: the answer " + Facts.id(76_003)
                        + " is not what the log was told of its minute (DIFFERENT)")
                .contains("VIOLATION: the answer " + Facts.id(76_005)
                        + " is not what the log was told of its minute (NOT_LOGGED)");
        assertThat(verdict(refused))
                .contains("NOT CHECKED: what was answered: it was asked for and not obtained (HTTP_403)")
                .contains("\nACCEPTED: ");
        assertThat(verdict(erased)).contains("what was answered: it was asked for and not obtained (NO_ADDRESS)");
        assertThat(verdict(controllerBundle()))
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
        assertThat(verdict(good.zip(), theirs))
                .contains("checked: witness one saw log.example.fi/log/")
                .contains("checked: the quorum one of witnesses has cosigned the checkpoint")
                .doesNotContain("NOT CHECKED: whose witnesses")
                .contains("\nACCEPTED: ");
        assertThat(verdict(good.zip()))
                .contains("NOT CHECKED: whose witnesses these are: they came with the file")
                .contains("\nACCEPTED: ");
        try (TestWitness other = TestWitness.start("witness.example.fi/other")) {
            assertThat(verdict(good.zip(), other.policy()))
                    .contains("REFUSED: the quorum one of the policy given has not cosigned the checkpoint");
        }
        assertThat(verdict(good.with(cosigned, ExtractTest::anotherTime).sealed(ours())))
                .contains("REFUSED: the cosignature of witness.example.fi/one fails");
        assertThat(verdict(good.with(cosigned, text -> text.replaceFirst("\n\\d+\n", "\n1\n"))
                        .sealed(ours())))
                .contains("REFUSED: " + cosigned + " is of another checkpoint");
        assertThat(verdict(good.without(cosigned).sealed(ours())))
                .contains("the quorum one of witnesses is missing")
                .contains("\nACCEPTED: ");
        assertThat(verdict(good.without(cosigned).sealed(ours()), theirs)).contains("REFUSED: the quorum one");
    }

    /** The last signature with another time in it. */
    static String anotherTime(String note) {
        int at = note.lastIndexOf(' ') + 13;
        char letter = note.charAt(at) == 'A' ? 'B' : 'A';
        return note.substring(0, at) + letter + note.substring(at + 1);
    }

    @Test
    void refusesPersonalFieldsThatWereNotLogged_whenTheVaultGivesOthers() throws IOException {
        // Given
        byte[] held = kit().issued("{\"subjectId\":\"" + Facts.subject(701) + "\"}", "officer-1", "officer-2");
        BundleFile other = BundleFile.of(held)
                .with(
                        "disclosures.ndjson",
                        text -> text.replaceFirst(waves().disclosure(), waves().disclosure() + "A"));

        // Then
        assertThat(verdict(other.sealed(ours()))).contains("that are not the ones that were logged");
    }

    @Test
    void answersTheSame404_whenTheExtractIsAnotherTenantsOrOfOtherControllers() {
        // Given
        String address = kit().ask("officer-1", "{\"controller\":\"kysely\"}").header("Location");
        String unknown = "/v1/extracts/0193e3c5-0000-7000-8000-000000000000";

        // When, Then
        for (String path : List.of("", "/bundle")) {
            assertThat(code(kit().getAs("another-vendor", "kysely", address + path), 404))
                    .isEqualTo("NOT_FOUND");
            assertThat(code(kit().getAs(ExtractKit.TENANT, "client-a", address + path), 404))
                    .isEqualTo("NOT_FOUND");
            assertThat(code(kit().get("officer-1", unknown + path), 404)).isEqualTo("NOT_FOUND");
        }
        assertThat(code(kit().postAs("another-vendor", "kysely", address + "/release"), 404))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void refusesTheRequest_whenItIsIncompleteOrReachesTooFar() {
        Map<String, String> refusals = Map.of(
                "{\"scope\":{\"controller\":\"kysely\"},\"legalBasis\":\"x\",\"language\":\"fi\"}", "INVALID_VALUE",
                "{\"scope\":{},\"requestReference\":\"maija@example.fi\",\"legalBasis\":\"x\",\"language\":\"fi\"}",
                        "INVALID_VALUE",
                "{\"scope\":{},\"requestReference\":\"1\",\"legalBasis\":\"x\",\"language\":\"de\"}", "INVALID_VALUE",
                "{\"scope\":{\"subjectId\":\"maija\"},\"requestReference\":\"1\",\"legalBasis\":\"x\",\"language\":\"fi\"}",
                        "INVALID_VALUE",
                "{\"scope\":{\"controller\":\"client-b\"},\"requestReference\":\"1\",\"legalBasis\":\"x\",\"language\":\"fi\"}",
                        "CALLER_NOT_AUTHORISED",
                "{\"scope\":{\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"},\"requestReference\":\"1\",\"legalBasis\":\"x\",\"language\":\"fi\"}",
                        "RANGE_INVALID",
                "{\"scope\":{},\"requestReference\":\"1\",\"legalBasis\":\"x\",\"language\":\"fi\",\"more\":1}",
                        "UNKNOWN_MEMBER");
        refusals.forEach((body, refusal) -> {
            Response answer = kit().post("officer-1", "/v1/extracts", body);
            assertThat(answer.jsonPath().getString("code")).as(body).isEqualTo(refusal);
        });
    }

    @Test
    void canBeCheckedByTheCommandsInIt_whenOnlyOpensslAndAShellAreThere() throws IOException {
        // Given
        BundleFile.of(controllerBundle()).parts().forEach(this::unpack);
        String readme = Files.readString(directory.resolve("README.txt"));
        String script = readme.lines()
                .filter(line -> line.startsWith("     ") && !line.contains("python3"))
                .map(String::strip)
                .reduce("", (before, line) -> before + line + "\n");

        // When
        String good = Stranger.shell(directory, script);
        Files.writeString(directory.resolve("entries.csv"), "changed");
        String bad = Stranger.shell(directory, script);

        // Then
        assertThat(good)
                .contains("CMS Verification successful")
                .contains("Signature Verified Successfully")
                .doesNotContain("CHANGED");
        assertThat(bad).contains("CHANGED: entries.csv");
    }

    private void unpack(String name, byte[] content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private byte[] controllerBundle() {
        return kit().issued(
                        "{\"controller\":\"kysely\",\"from\":\"%s\",\"to\":\"%s\"}"
                                .formatted(waves().second(), waves().third()),
                        "officer-1",
                        "officer-2");
    }

    private Seal ours() {
        return Seal.of(seal.key(), seal.certificate());
    }

    private String verdict(byte[] bundle, String policy) throws IOException {
        Path file = Files.write(directory.resolve("extract.asice"), bundle);
        Path keys = Files.writeString(directory.resolve("log.keys"), kit().keys());
        Path trusted = Files.writeString(directory.resolve("policy"), policy);
        return Stranger.bundleVerdict(
                directory, "--keys", keys.toString(), "--policy", trusted.toString(), file.toString());
    }

    private String verdict(byte[] bundle) throws IOException {
        Path file = Files.write(directory.resolve("extract.asice"), bundle);
        Path keys = Files.writeString(directory.resolve("log.keys"), kit().keys());
        return Stranger.bundleVerdict(
                directory,
                "--keys",
                keys.toString(),
                "--seal",
                seal.certificate().toString(),
                "--tsa",
                time.certificate().toString(),
                file.toString());
    }

    /** As if the period had ended there: the rail is cut, and the entry of the extract itself gets a rail of its own. */
    private static String endingBefore(long position, String manifest) {
        ObjectNode changed = Facts.object(manifest);
        ObjectNode rail = (ObjectNode) changed.path("rails").path(0);
        long issued = rail.path("last").asLong();
        ObjectNode own = rail.deepCopy().put("rail", "issued").put("first", issued);
        own.put("last", issued).put("from", issued).put("until", issued);
        changed.withArray("rails").add(own);
        rail.put("last", position - 1).put("until", position);
        return changed.put("entries", changed.path("entries").asLong() - 1).toString();
    }

    private static String oneEntryLess(String manifest) {
        int entries = JsonPath.from(manifest).getInt("entries");
        return manifest.replace("\"entries\" : " + entries, "\"entries\" : " + (entries - 1));
    }

    private static ExtractKit.Waves waves() {
        return ExtractKit.waves();
    }

    private static String code(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.jsonPath().getString("code");
    }
}
