// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.audit.verify.Browser;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The auditor's pages in a browser, by two people who sign in; and what comes to them from elsewhere. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class AuditorPagesTest {

    private static final String ADDRESS = "maija.koe@example.fi";

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @SuppressWarnings("NullAway.Init")
    VaultStub vault;

    @TestHTTPResource("/pages")
    @SuppressWarnings("NullAway.Init")
    URI pages;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Browser browser;

    @BeforeEach
    void openTheBrowser() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "pages").toAbsolutePath();
        browser = Browser.start(directory);
        vault.asAlways();
        vault.belongs(ADDRESS, Facts.subject(701));
        new ExtractKit(issuer).logWavesOnce(kafka, vault);
    }

    @AfterEach
    @SuppressWarnings("NullAway") // Not there when the test was skipped.
    void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void showsThePersonAndTheLog_andTwoPeopleIssueAnExtract() {
        // Given
        signIn("officer-7");
        assertThat(text()).contains("Log of ", "Newest checkpoint", "Every record is accounted for");

        // When
        go("/person");
        browser.type("#value", ADDRESS);
        browser.click("fieldset + button");
        awaitText("Entries about ");
        String found = text();
        assertThat(address()).doesNotContain("koe").doesNotContain("sub_");
        browser.click("form[action='/pages/extracts/new'] button");
        awaitText("The authority's case number");
        browser.type("#requestReference", "TSV/7/2026");
        browser.type("#legalBasis", "GDPR 58(1)(e)");
        browser.click("main button");
        awaitText("You asked for this extract");
        String asked = text();
        String extract = address();

        // Then
        assertThat(found).contains("Entries about " + Facts.subject(701), "consent given", "kysely");
        assertThat(asked).contains("waits for another person's release", "You asked for this extract", "TSV/7/2026");
        assertThat(browser.run("return document.querySelectorAll('main button').length")
                        .asInt())
                .isZero();

        // When
        signOutAndIn("officer-8");
        browser.open(URI.create(extract));
        browser.click("main button");
        ExtractKit.await(() -> {
            browser.open(URI.create(extract));
            return text().contains("Download the sealed file");
        });

        // Then
        byte[] bundle = fetched(extract + "/bundle").asByteArray();
        assertThat(BundleFile.of(bundle).text("entries/part-0001.ndjson")).contains(Facts.subject(701));
        assertThat(fetched(extract + "/cover-letter").asString())
                .contains("TSV/7/2026")
                .contains(new ExtractKit(issuer).keys().strip());
        go("/extracts");
        assertThat(text()).contains("TSV/7/2026", "ready");
    }

    @Test
    void saysWhatIsWrong_besideTheField_inTheLanguageThatWasChosen() {
        // Given
        signIn("officer-7");
        browser.open(URI.create(pages + "/extracts/new?lang=fi"));

        // When
        browser.type("#requestReference", "maija.koe@example.fi");
        browser.type("#legalBasis", "GDPR 58(1)(e)");
        browser.click("main button");

        // Then
        awaitText("Viranomaisen asianumero: sisältää merkin");
        assertThat(browser.run("return document.documentElement.lang + document.activeElement.className")
                        .asText())
                .isEqualTo("fimessage");
        assertThat(browser.run("return document.querySelector('[aria-invalid]').id")
                        .asText())
                .isEqualTo("requestReference");
        assertThat(browser.run("return document.getElementById('legalBasis').value")
                        .asText())
                .isEqualTo("GDPR 58(1)(e)");
        go("/extracts/0193e3c5-0000-7000-8000-000000000000");
        assertThat(text()).contains("Se ei onnistunut", "NOT_FOUND");
    }

    @Test
    void canBeUsedByEverybody_onAPhoneToo() {
        // Given
        signIn("officer-7");
        browser.resize(360, 740);
        List<String> paths = List.of("", "/person", "/extracts", "/extracts/new");

        for (String path : paths) {
            // When
            go(path);

            // Then
            assertThat(axe()).as(path).isEmpty();
            assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
                            .asBoolean())
                    .as("no scrolling sideways on " + path)
                    .isTrue();
        }
        go("/person");
        browser.type("#subjectId", Facts.subject(701));
        browser.click("fieldset + button");
        awaitText("Entries about ");
        assertThat(axe()).as("a person").isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void letsNobodyIn_withoutASession_orByAFormOfAnotherSite() {
        // Given
        signIn("officer-7");
        String cookies = cookies();

        // When
        Response stranger = given().redirects().follow(false).get("/pages");
        Response token = given().redirects()
                .follow(false)
                .auth()
                .oauth2(issuer.mint(
                        java.util.Map.of(
                                "tenant",
                                "extract-vendor",
                                "azp",
                                "x",
                                "sub",
                                "x",
                                "aud",
                                "lupa",
                                "scope",
                                "audit:read"),
                        java.time.Duration.ofMinutes(5)))
                .get("/pages");
        Response own = form(cookies, "Sec-Fetch-Site", "same-origin");
        Response older = form(cookies, "Origin", pages.toString().replace("/pages", ""));
        Response other = form(cookies, "Sec-Fetch-Site", "cross-site");
        Response sibling = form(cookies, "Sec-Fetch-Site", "same-site");
        Response foreign = form(cookies, "Origin", "https://other.example.fi");
        Response silent = form(cookies, "X-Nothing", "said");
        Response api =
                given().redirects().follow(false).header("Cookie", cookies).get("/v1/logs");

        // Then
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(stranger.header("Location")).startsWith(issuer.url()).contains("code_challenge=");
        assertThat(token.statusCode()).isIn(302, 401);
        assertThat(List.of(own.statusCode(), older.statusCode())).containsOnly(200);
        assertThat(List.of(other, sibling, foreign, silent))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(403));
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(own.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(own.header("Cache-Control")).isEqualTo("no-store");
    }

    private static Response form(String cookies, String header, String value) {
        return given().redirects()
                .follow(false)
                .header("Cookie", cookies)
                .header(header, value)
                .formParam("subjectId", Facts.subject(701))
                .post("/pages/person");
    }

    private void signIn(String name) {
        browser.open(URI.create(pages + "?lang=en"));
        browser.type("input[name=username]", name);
        browser.click("input[type=submit]");
        awaitText("Signed in as " + name);
    }

    private void signOutAndIn(String name) {
        browser.click("footer a");
        browser.open(pages);
        browser.type("input[name=username]", name);
        browser.click("input[type=submit]");
        awaitText("Signed in as " + name);
    }

    private void go(String path) {
        browser.open(URI.create(pages + path));
    }

    private void awaitText(String expected) {
        ExtractKit.await(() -> text().contains(expected));
    }

    private String text() {
        return browser.run("return document.body.innerText").asText();
    }

    private String address() {
        return browser.run("return location.href").asText();
    }

    private String cookies() {
        return browser.cookies();
    }

    /** What the browser would download, with its session. */
    private Response fetched(String address) {
        Response answer = given().header("Cookie", cookies()).get(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** What axe-core finds wrong by WCAG 2.2 A and AA. */
    private String axe() {
        browser.run(
                axeSource()
                        + "; window.axeSaid = ''; axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                        + ".then(r => window.axeSaid = 'done' + r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html)).join('; '))");
        ExtractKit.await(() -> browser.run("return window.axeSaid").asText().startsWith("done"));
        return browser.run("return window.axeSaid").asText().substring("done".length());
    }

    private static String axeSource() {
        String name = "/axe.min.js";
        try (java.io.InputStream stream =
                java.util.Objects.requireNonNull(AuditorPagesTest.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
