// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a person's tick to the authority's file: every service real, checked by the command that an authority would run. */
class ExtractIT {

    private static final Path ROOT = Path.of(System.getProperty("lupa.root"));

    private static final Path SEAL = ROOT.resolve("deploy/local/stack/target/system-stack/keys/seal-certificate.pem");

    private final StartedStack lupa = StartedStack.get();

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    @Test
    void convincesTheAuthority_withThePersonsAddressAndTheTextThatWasShown() throws Exception {
        // Given
        String email = FirstPathIT.somebody();
        Api.Answer given = lupa.as("marketing-tool", "kysely").gives(email, "product-updates");
        String subject = given.body().path("subjectId").asText();
        Waiting.until(() -> !audit("vendor-dpo", "/v1/subjects/" + subject + "/entries")
                .body()
                .path("items")
                .isEmpty());
        String decision = answeredAndLogged(email, FirstPathIT.revision(given));
        String extract = asked(subject);

        // When
        Api.Answer alone = released("vendor-dpo", extract);
        Api.Answer second = released("regulator-vendor", extract);
        Waiting.until(() -> audit("vendor-dpo", "/v1/extracts/" + extract)
                .body()
                .path("state")
                .asText()
                .equals("READY"));
        Path bundle = bundle("vendor-dpo", extract);

        // Then
        assertThat(alone.body().path("code").asText()).isEqualTo("SECOND_PERSON_REQUIRED");
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(verified(bundle))
                .contains("checked: the seal (CAdES) is whole")
                .contains("checked: the chain (subject) has no gap")
                .contains("checked: the personal fields of 1 entries are the ones whose digests were logged")
                .contains("checked: 1 texts are the ones whose hashes were logged when they were shown")
                .contains("entries about the catalogue are in the log")
                .contains("answers about the person are the ones over which roots were logged then")
                .contains("\nACCEPTED: extract " + extract);
        assertThat(part(bundle, "decisions.csv")).contains(";ALLOW;").contains(decision);
        assertThat(disclosed(bundle)).anyMatch(field -> field.contains(email));
        assertThat(verified(damaged(bundle))).contains("REFUSED: ");
    }

    /** Asks, and waits until the log has a root over what was answered. */
    private String answeredAndLogged(String email, String revision) {
        Caller tool = lupa.as("marketing-tool", "kysely");
        Api.Answer[] asked = new Api.Answer[1];
        Waiting.until(() -> {
            asked[0] = tool.asks(email, "product-updates", revision);
            return FirstPathIT.answer(asked[0]).equals("ALLOW CONSENT_GIVEN");
        });
        String decision = asked[0].body().path("decisionId").asText();
        String log = audit("vendor-dpo", "/v1/logs").body().at("/items/0/name").asText();
        Waiting.until(() -> minuteOf(email, decision)
                .filter(event -> audit("vendor-dpo", "/log/" + log + "/proof/inclusion?event=" + event)
                                .status()
                        == 200)
                .isPresent());
        return decision;
    }

    private Optional<String> minuteOf(String email, String decision) {
        String body = "{\"controller\":\"kysely\",\"recipient\":{\"type\":\"EMAIL\",\"value\":\"" + email + "\"}}";
        Api.Answer found = lupa.api()
                .post("vendor-dpo", lupa.stack().url(Service.PREFERENCE) + "/v1/decision-records/lookup", body);
        for (JsonNode record : found.body().path("records")) {
            if (record.path("line").asText().contains(decision)) {
                return Optional.of(record.path("event").asText());
            }
        }
        return Optional.empty();
    }

    private String asked(String subject) {
        String body = "{\"scope\":{\"subjectId\":\"" + subject + "\"},\"requestReference\":\"TSV/7/2026\","
                + "\"legalBasis\":\"GDPR 58(1)(e)\",\"language\":\"fi\"}";
        Api.Answer asked = lupa.api().post("vendor-dpo", lupa.stack().url(Service.AUDIT) + "/v1/extracts", body);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.body().path("id").asText();
    }

    private Api.Answer released(String officer, String extract) {
        return lupa.api().post(officer, lupa.stack().url(Service.AUDIT) + "/v1/extracts/" + extract + "/release", "");
    }

    private Api.Answer audit(String officer, String path) {
        return lupa.api().get(officer, lupa.stack().url(Service.AUDIT) + path);
    }

    private Path bundle(String officer, String extract) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(lupa.stack().url(Service.AUDIT) + "/v1/extracts/" + extract + "/bundle"))
                .header("Authorization", "Bearer " + lupa.api().token(officer))
                .build();
        Path file = directory.resolve("extract.asice");
        HttpResponse<Path> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofFile(file));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** A bit here and there is another one. */
    private Path damaged(Path bundle) throws IOException {
        byte[] bytes = Files.readAllBytes(bundle);
        for (int i = 1000; i < bytes.length; i += 1000) {
            bytes[i] ^= 1;
        }
        return Files.write(directory.resolve("damaged.asice"), bytes);
    }

    private String verified(Path bundle) throws IOException, InterruptedException {
        String log = audit("vendor-dpo", "/v1/logs").body().at("/items/0/name").asText();
        Path keys = Files.writeString(
                directory.resolve("log.keys"),
                audit("vendor-dpo", "/log/" + log + "/keys").text());
        Path output = directory.resolve("verdict.txt");
        Process verify = new ProcessBuilder(
                        ROOT.resolve("deploy/local/verify").toString(),
                        "--keys",
                        keys.toString(),
                        "--seal",
                        SEAL.toString(),
                        bundle.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(verify.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static String part(Path bundle, String name) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What begins with {@code ["} and a salt, in base64url: the third letter hangs on whether the salt begins with a letter. */
    private static List<String> disclosed(Path bundle) {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            byte[] lines =
                    zip.getInputStream(zip.getEntry("disclosures.ndjson")).readAllBytes();
            return Stream.of(new String(lines, StandardCharsets.UTF_8).split("\"", -1))
                    .filter(text -> text.matches("Wy[IJ].*"))
                    .map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
