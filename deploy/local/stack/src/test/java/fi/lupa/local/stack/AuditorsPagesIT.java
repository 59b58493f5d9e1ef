// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The auditors' pages as {@code up} serves them: a made-up auditor signs in at the issuer and finds what was logged about a person. */
class AuditorsPagesIT {

    private final StartedStack lupa = StartedStack.get();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();

    @Test
    void showAPersonsTimeline_toAnAuditorWhoHasSignedIn() throws Exception {
        // Given
        String email = FirstPathIT.somebody();
        Api.Answer given = lupa.as("marketing-tool", "kysely").gives(email, "product-updates");
        String subject = given.body().path("subjectId").asText();
        Waiting.until(() -> !lupa.api()
                .get("vendor-dpo", url("/v1/subjects/" + subject + "/entries"))
                .body()
                .path("items")
                .isEmpty());

        // When
        HttpResponse<String> login = get(url("/pages?lang=en"));
        HttpResponse<String> signedIn = submit(login.uri().toString(), Map.of("username", "koe-tarkastaja"));
        HttpResponse<String> timeline =
                submit(url("/pages/person"), Map.of("controller", "kysely", "type", "EMAIL", "value", email));

        // Then
        assertThat(login.uri().toString()).startsWith(lupa.stack().issuer().url());
        assertThat(signedIn.uri().getPath()).isEqualTo("/pages");
        assertThat(signedIn.body()).contains("Signed in as koe-tarkastaja", "Newest checkpoint");
        assertThat(timeline.statusCode()).as(timeline.body()).isEqualTo(200);
        assertThat(timeline.body()).contains("Entries about " + subject, "consent given", "kysely");
        assertThat(timeline.uri().toString()).doesNotContain(email).doesNotContain(subject);
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As a browser sends the form of a page. */
    private HttpResponse<String> submit(String address, Map<String, String> fields)
            throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String url(String path) {
        return lupa.stack().url(Service.AUDIT) + path;
    }
}
