// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.DpvVocabulary;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CopyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DPV = Pattern.compile("\"((?:dpv|pd):[A-Za-z0-9-]+)\"");
    private static final String MANY = """
            INSERT INTO journal (tenant, epoch, event_id, kind, subject, revision, payload, recorded_at)
            SELECT tenant, epoch, gen_random_uuid(), kind, subject, 1000 + n, payload, recorded_at FROM journal, generate_series(1, 1000) n
            WHERE tenant = ? AND kind = 'consent.given' RETURNING 'made'""";

    private final Tenant tenant = Tenant.named();
    private final Rights rights = new Rights(tenant);
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void holdsWhatArticle15Wants_andTheCheckNoticesWhenOneIsTakenAway() {
        // Given
        everything();

        // When
        ObjectNode copy = json(copy(rights.received("ACCESS", mail)));

        // Then
        assertThat(Article15.missing(copy)).isEmpty();
        Article15.MANDATORY.forEach((field, pointer) -> assertThat(Article15.missing(Article15.without(copy, pointer)))
                .as(field)
                .containsExactly(field));
        assertThat(copy.toString())
                .contains(mail, "tallenne-77", "Saat uutisia.", "kumppani", "dpo@koe.example.fi")
                .contains("rights.received", "rights.copied", "objection.recorded", "preferences.set");
        assertThat(copy.at("/dpv:hasDataSubject/0/lupa:asItStands/@value/objections/0/scope")
                        .asText())
                .isEqualTo("SURVEYS");
        assertThat(copy.at("/dpv:hasDataSubject/0/lupa:recordings/0/lupa:reference/@value/recording")
                        .asText())
                .isEqualTo("tallenne-77");
        assertThat(times(copy)).isSorted().hasSize(copy.path("lupa:records").asInt());
    }

    @Test
    void holdsNothingOfAnotherControllerOrTenant_thoughTheyKnowTheSamePerson() {
        // Given
        tenant.admin(
                "/v1/groups",
                Map.of(
                        "key",
                        "yhdessa",
                        "members",
                        List.of(Map.of("controller", "kysely"), Map.of("controller", "verkko")),
                        "sharedRegister",
                        true));
        give(tenant, "kysely", "oma-viite");
        give(tenant, "verkko", "naapurin-viite");
        Tenant other = Tenant.named();
        other.fill();
        give(other, "kysely", "vieras-viite");
        String id = rights.received("ACCESS", mail);

        // When
        Response linked = copy(id);
        Response page = page(id, "fi");

        // Then
        assertThat(Stored.texts(tenant, "SELECT id FROM subject WHERE tenant = ?"))
                .hasSize(1);
        for (Response answer : List.of(linked, page)) {
            assertThat(answer.asString())
                    .contains("oma-viite")
                    .doesNotContain("naapurin-viite", "vieras-viite", "verkko");
        }
    }

    @Test
    void expandsWithAJsonLdProcessor_andLosesNoTerm() throws JsonLdError {
        // Given
        everything();
        ObjectNode copy = json(copy(rights.received("ACCESS", mail)));
        JsonLdOptions offline = new JsonLdOptions();
        offline.setDocumentLoader((url, options) -> {
            throw new IllegalStateException("a remote context was asked for");
        });

        // When
        String expanded = JsonLd.expand(JsonDocument.of(new StringReader(copy.toString())))
                .options(offline)
                .get()
                .toString();

        // Then
        TreeSet<String> terms = new TreeSet<>();
        DPV.matcher(copy.toString()).results().forEach(match -> terms.add(match.group(1)));
        assertThat(terms).hasSizeGreaterThan(20);
        for (String term : terms) {
            String prefix = term.substring(0, term.indexOf(':'));
            String iri = copy.at("/@context/" + prefix).asText() + term.substring(prefix.length() + 1);
            assertThat(expanded).contains(iri);
            assertThat(DpvVocabulary.has(term)).as("%s is in DPV 2.3", term).isTrue();
        }
        assertThat(expanded).contains("tallenne-77", mail);
    }

    @Test
    void isRefused_whoeverAsksForWhatThereIsNot() {
        // Given
        String pending = rights.receive("ACCESS", "PENDING", mail).jsonPath().getString("id");
        String erasure = rights.received("ERASURE", mail);
        String portability = rights.received("PORTABILITY", mail);
        Rights stranger = new Rights(Tenant.named());
        String nobodys = "0193e3c5-0000-7000-8000-000000000000";

        // When
        List<String> refusals = List.of(
                code(copy(pending)),
                code(copy(erasure)),
                code(page(portability, "fi")),
                code(stranger.get(path(portability), "application/ld+json", "fi")),
                code(copy(nobodys)));

        // Then
        assertThat(refusals)
                .containsExactly(
                        "422IDENTITY_NOT_VERIFIED",
                        "409REQUEST_WITHOUT_COPY",
                        "406NOT_ACCEPTABLE",
                        "404NOT_FOUND",
                        "404NOT_FOUND");
        assertThat(Stored.texts(tenant, "SELECT kind FROM journal WHERE tenant = ? AND kind = 'rights.copied'"))
                .isEmpty();
    }

    @Test
    void holdsOnlyWhatThePersonGave_whenItIsTakenAlong() {
        // Given
        everything();

        // When
        ObjectNode copy = json(copy(rights.received("PORTABILITY", mail)));

        // Then
        assertThat(copy.path("dpv:hasRecordOfActivity").findValuesAsText("lupa:kind"))
                .containsExactly("consent.given", "preferences.set");
        assertThat(copy.toString())
                .contains(mail, "eu-gdpr:A20")
                .doesNotContain("asItStands", "tallenne-77", "kumppani");
    }

    @Test
    void isAPageInThreeLanguages_thatNeedsNothingElseAndIsNotKept() {
        // Given
        everything();
        String id = rights.received("ACCESS", mail);

        // When
        List<Response> pages = List.of(page(id, "fi"), page(id, "sv;q=0.9"), page(id, "en-GB"));

        // Then
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.asString())
                    .contains("<meta name=\"viewport\"", mail, "tallenne-77", "Saat uutisia.", "</html>")
                    .doesNotContain("<script", "<img", "<link", "src=");
        });
        assertThat(pages.stream().map(page -> page.header("Content-Language"))).containsExactly("fi", "sv", "en");
        assertThat(pages.get(0).asString()).contains("Suostumus annettu");
        assertThat(pages.get(1).asString()).contains("Samtycke givet");
        assertThat(pages.get(2).asString()).contains("Consent given");
    }

    @Test
    void tellsWhatRecipientsWereTold_andWhetherTheyKnow() {
        // Given
        everything();
        String request = rights.received("ACCESS", mail);
        ObjectNode before = json(copy(request));

        // When
        created(tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates", "EMAIL")));
        ObjectNode told = json(copy(request));
        Tokens partner = Tokens.of("kumppani-tool")
                .tenant(tenant.key())
                .controllers("kysely")
                .scopes("disclosure:acknowledge");
        String withdrawal = Tenant.request(partner)
                .get("/v1/recipient-notices")
                .jsonPath()
                .getString("items.find { it.about == 'WITHDRAWAL' }.id");
        created(Tenant.request(partner).post("/v1/recipient-notices/" + withdrawal + "/acknowledge"));
        ObjectNode known = json(copy(request));

        // Then: the objection was older than the disclosure became known
        assertThat(told(before)).containsExactly("kumppani OBJECTION");
        assertThat(told(told)).containsExactly("kumppani OBJECTION", "kumppani WITHDRAWAL");
        assertThat(told(known)).containsExactly("kumppani OBJECTION", "kumppani WITHDRAWAL acknowledged");
        assertThat(page(request, "en").asString())
                .contains(": there was an objection; the recipient has not acknowledged it yet")
                .contains(": consent was withdrawn; the recipient acknowledged it on");
        assertThat(page(request, "fi").asString()).contains(": suostumus on peruttu; vastaanottaja vahvisti");
    }

    private static List<String> told(ObjectNode copy) {
        List<String> told = new ArrayList<>();
        copy.path("lupa:told")
                .forEach(one -> told.add(one.path("dct:identifier").asText() + " "
                        + one.path("lupa:about").asText()
                        + (one.at("/lupa:acknowledged/@value").isTextual() ? " acknowledged" : "")));
        return told;
    }

    @Test
    void tellsWhatWasKept_andNothingPersonal_ofSomebodyErased() {
        // Given
        everything();
        String id = rights.received("ACCESS", mail);
        rights.erase(mail);

        // When
        ObjectNode copy = json(copy(id));
        Response page = page(id, "en");

        // Then
        assertThat(copy.path("lupa:erased")).isNotEmpty();
        assertThat(copy.path("lupa:records").asInt()).isZero();
        assertThat(copy.path("dpv:hasDataSubject")).isEmpty();
        assertThat(page.asString()).contains("We keep one thing under seal");
        assertThat(copy + page.asString()).doesNotContain(mail, "tallenne-77", "oma-viite");
    }

    @Test
    void isOnRecordEachTime_withoutAnythingPersonal() {
        // Given
        String id = rights.received("ACCESS", mail);

        // When
        copy(id);
        page(id, "fi");
        Response head = rights.head(path(id));

        // Then: by HEAD nothing is given
        assertThat(head.statusCode()).isEqualTo(405);
        List<String> told =
                Stored.texts(tenant, "SELECT payload::text FROM journal WHERE tenant = ? AND kind = 'rights.copied'");
        assertThat(told)
                .hasSize(2)
                .allSatisfy(fact -> assertThat(fact).contains(id, "vendor-dpo").doesNotContain(mail));
    }

    @Test
    void holdsEveryFact_howeverManyThereAre() {
        // Given
        give(tenant, "kysely", "oma-viite");
        assertThat(Stored.texts(tenant, MANY)).hasSize(1000);
        String id = rights.received("ACCESS", mail);

        // When
        ObjectNode copy = json(copy(id));
        Response page = page(id, "en");

        // Then
        assertThat(copy.path("lupa:records").asInt()).isEqualTo(1003);
        assertThat(copy.path("dpv:hasRecordOfActivity")).hasSize(1003);
        assertThat(page.asString()).contains("It holds 1004 entries.");
    }

    /** Something of every kind that a person may have on record. */
    private void everything() {
        Response put = Tenant.request(admin())
                .body(Map.of(
                        "key",
                        "kysely",
                        "legalName",
                        "Kysely Esimerkki Oy",
                        "address",
                        "Esimerkkikatu 1",
                        "contact",
                        "tietosuoja@koe.example.fi",
                        "dpoContact",
                        "dpo@koe.example.fi"))
                .put("/v1/controllers/kysely");
        assertThat(put.statusCode()).as(put.asString()).isEqualTo(200);
        tenant.admin(
                "/v1/partners",
                Map.of("key", "kumppani", "legalName", "Kumppani Esimerkki Oy", "clients", List.of("kumppani-tool")));
        give(tenant, "kysely", "oma-viite");
        Response said = tenant.consent(Body.ofMail(mail)
                .give("customer-survey", "EMAIL")
                .capture("method", "RECORDED_CALL")
                .capture("actor", "STAFF")
                .capture("evidence", Map.of("recording", "tallenne-77", "recordingSha256", "ab".repeat(32))));
        assertThat(said.statusCode()).as(said.asString()).isEqualTo(201);
        Map<String, Object> objection = new HashMap<>(Body.ofMail(mail).map());
        objection.remove("choices");
        objection.put("scope", "SURVEYS");
        created(tenant.post("/v1/objections", objection));
        Map<String, Object> wishes = new HashMap<>(Body.ofMail(mail).map());
        wishes.remove("choices");
        wishes.put("topics", Map.of("on", List.of(), "off", List.of("events")));
        created(tenant.post("/v1/preferences", wishes));
        created(tenant.post(
                "/v1/disclosures",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "disclosedTo",
                        Map.of("kind", "PARTNER", "key", "kumppani"),
                        "data",
                        List.of("email"),
                        "at",
                        "2026-01-10T10:00:00.000Z",
                        "reference",
                        "jalkeen-1")));
    }

    private static void created(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
    }

    private void give(Tenant where, String controller, String evidence) {
        created(where.consent(Body.ofMail(mail)
                .with("controller", controller)
                .give("product-updates", "EMAIL")
                .capture("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "fi"))
                .capture("evidence", Map.of("form", evidence))));
    }

    private Tokens admin() {
        return Tokens.of("admin").tenant(tenant.key()).controllers("kysely").scopes("catalogue:admin");
    }

    private static String path(String id) {
        return "/v1/rights-requests/" + id + "/copy";
    }

    private Response copy(String id) {
        return rights.get(path(id), "application/ld+json", null);
    }

    private Response page(String id, String language) {
        return rights.get(path(id), "text/html", language);
    }

    private static String code(Response answer) {
        return answer.statusCode() + answer.jsonPath().getString("code");
    }

    private static List<String> times(JsonNode copy) {
        return copy.path("dpv:hasRecordOfActivity").findValues("dct:issued").stream()
                .map(time -> time.path("@value").asText())
                .toList();
    }

    private static ObjectNode json(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        try {
            return (ObjectNode) JSON.readTree(answer.asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
