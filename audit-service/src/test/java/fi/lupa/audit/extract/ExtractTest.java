// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.audit.time.TimeAuthority;
import fi.lupa.audit.verify.Stranger;
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
    void convincesAStranger_whenAPeriodOfAControllerIsReleasedByASecondPerson() throws IOException {
        // Given
        String scope = "{\"controller\":\"kysely\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(ExtractKit.waves().second(), ExtractKit.waves().third());
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
        assertThat(verdicts.of(bundle))
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
        assertThat(verdicts.of(bundle))
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
        assertThat(verdicts.of(bundle))
                .contains("NOT CHECKED: 2 entries of the chain are not shown")
                .contains("ACCEPTED: ");
    }

    @Test
    void provesWhatCanBeProven_whenAPeriodOrAPurposeIsAskedFor() throws IOException {
        // When
        String period = verdicts.of(
                kit().issued("{\"from\":\"" + ExtractKit.waves().third() + "\"}", "officer-1", "officer-2"));
        String purpose = verdicts.of(kit().issued("{\"purpose\":\"newsletter\"}", "officer-1", "officer-2"));

        // Then
        assertThat(period).contains("the chain (period) has no gap").contains("\nACCEPTED");
        assertThat(purpose)
                .contains("NOT CHECKED: completeness: entries have no number within a purpose")
                .contains("\nACCEPTED");
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
        assertThat(verdicts.of(second))
                .contains("only grew since this authority's last extract")
                .contains("ACCEPTED: ");
    }

    @Test
    void answersTheSame404_whenTheExtractIsAnotherTenantsOrOfOtherControllers() {
        // Given
        String address = kit().ask("officer-1", "{\"controller\":\"kysely\"}").header("Location");
        String unknown = "/v1/extracts/0193e3c5-0000-7000-8000-000000000000";

        // When, Then
        for (String path : List.of("", "/bundle", "/cover-letter")) {
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
    void givesALetterWithWhatTheFileIsComparedWith_onceItIsReady() throws IOException {
        // Given
        String address = kit().ask("officer-1", "{\"controller\":\"kysely\"}").header("Location");

        // When
        Response early = kit().get("officer-1", address + "/cover-letter");
        kit().post("officer-2", address + "/release");
        kit().bundle("officer-1", address);
        String letter = kit().get("officer-2", address + "/cover-letter").asString();

        // Then
        assertThat(code(early, 409)).isEqualTo("EXTRACT_NOT_READY");
        assertThat(letter)
                .startsWith("[Lähettäjä, osoite]")
                .contains("Asianne       TSV/1/2026")
                .contains("  " + kit().keys())
                .contains(fingerprint())
                .doesNotContain("${");
    }

    private String fingerprint() {
        String said = Stranger.shell(
                verdicts.directory(), "openssl x509 -in " + seal.certificate() + " -noout -fingerprint -sha256");
        return said.substring(said.indexOf('=') + 1).strip();
    }

    @Test
    void canBeCheckedByTheCommandsInIt_whenOnlyOpensslAndAShellAreThere() throws IOException {
        // Given
        BundleFile.of(verdicts.controllerBundle()).parts().forEach(this::unpack);
        String readme = Files.readString(verdicts.directory().resolve("README.txt"));
        String script = readme.lines()
                .filter(line -> line.startsWith("     ") && !line.contains("python3"))
                .map(String::strip)
                .reduce("", (before, line) -> before + line + "\n");

        // When
        String good = Stranger.shell(verdicts.directory(), script);
        Files.writeString(verdicts.directory().resolve("entries.csv"), "changed");
        String bad = Stranger.shell(verdicts.directory(), script);

        // Then
        assertThat(good)
                .contains("CMS Verification successful")
                .contains("Signature Verified Successfully")
                .doesNotContain("CHANGED");
        assertThat(bad).contains("CHANGED: entries.csv");
    }

    private void unpack(String name, byte[] content) {
        try {
            Path file = verdicts.directory().resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String code(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.jsonPath().getString("code");
    }
}
