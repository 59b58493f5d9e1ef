// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.json.JsonArray;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReceiptTest {

    private static final Pattern DPV = Pattern.compile("\"((?:dpv|eu-gdpr|pd):[A-Za-z0-9-]+)\"");

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void holdsEachMandatoryField_andTheProfileNoticesWhenOneIsTakenAway() {
        // Given
        ObjectNode receipt = receipt(tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL")));

        // When
        List<String> missing = ReceiptProfile.missing(receipt);

        // Then
        assertThat(missing).isEmpty();
        ReceiptProfile.MANDATORY.forEach(
                (field, pointer) -> assertThat(ReceiptProfile.missing(ReceiptProfile.without(receipt, pointer)))
                        .as(field)
                        .isNotEmpty());
    }

    @Test
    void holdsEachMandatoryField_whenSomethingIsRefusedWithoutANotice() {
        // When
        ObjectNode receipt = receipt(
                tenant.consent(Body.ofMail(mail).choose("REFUSED", "profiling").without("notice")));

        // Then
        assertThat(ReceiptProfile.missing(receipt)).isEmpty();
        assertThat(status(receipt)).isEqualTo("dpv:ConsentRefused");
    }

    @Test
    void isInThePersonsLanguageAndHoldsNothingPersonal_whateverTheReaderAccepts() {
        // Given
        Body body = Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .capture("notice", Map.of("id", "newsletter-notice", "version", "1.1", "language", "sv"))
                .capture("evidence", Map.of("answer", "salaisuus-9"));

        // When
        ObjectNode receipt = receipt(tenant.consent(body));

        // Then
        assertThat(receipt.at("/dct:language").asText()).isEqualTo("sv");
        assertThat(receipt.toString())
                .contains("kryssruta i enkät")
                .doesNotContain(mail, "salaisuus-9", "koe.example.fi");
    }

    @Test
    void expandsWithAJsonLdProcessor_andLosesNoTerm() throws JsonLdError {
        // Given
        ObjectNode receipt = receipt(tenant.consent(
                Body.ofMail(mail).give("product-updates", "EMAIL").choose("REFUSED", "profiling")));
        JsonLdOptions offline = new JsonLdOptions();
        offline.setDocumentLoader((url, options) -> {
            throw new IllegalStateException("a remote context was asked for");
        });

        // When
        JsonArray expanded = JsonLd.expand(JsonDocument.of(new StringReader(receipt.toString())))
                .options(offline)
                .get();

        // Then
        String text = expanded.toString();
        TreeSet<String> terms = new TreeSet<>();
        DPV.matcher(receipt.toString()).results().forEach(match -> terms.add(match.group(1)));
        assertThat(terms).hasSizeGreaterThan(30);
        for (String term : terms) {
            String prefix = term.substring(0, term.indexOf(':'));
            String iri = receipt.at("/@context/" + prefix).asText() + term.substring(prefix.length() + 1);
            assertThat(text).contains(iri);
            assertThat(DpvVocabulary.has(term)).as("%s is in DPV 2.3", term).isTrue();
        }
    }

    @Test
    void neverCallsItGiven_whenAYesHasNoEffect() {
        // Given
        Body act = Body.ofMail(mail).give("product-updates", "EMAIL").capture("actId", "nps-1/resp-1");
        tenant.consent(act);
        tenant.consent(Body.ofMail(mail).choose("WITHDRAWN", "product-updates"));

        // When
        ObjectNode replayed = receipt(tenant.consent(act.capture("conditional", false)));
        ObjectNode pending = receipt(tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL")));
        ObjectNode unproven = receipt(tenant.consent(
                Body.ofMail(mail).give("customer-survey", "EMAIL").by("PRE_TICKED")));

        // Then
        assertThat(List.of(status(replayed), status(pending), status(unproven)))
                .containsExactly("dpv:ConsentInvalidated", "dpv:ConsentRequested", "dpv:ConsentInvalidated");
        assertThat(replayed.toString() + pending + unproven).doesNotContain("dpv:ConsentGiven", "ImpliedConsent");
    }

    @Test
    void recordsTheRight_whenItIsAnObjection() {
        // Given
        Map<String, Object> objection = Objections.body(mail, "ALL_MARKETING");

        // When
        ObjectNode receipt = receipt(tenant.post("/v1/objections", objection));

        // Then
        JsonNode record = receipt.at("/dpv:hasRecordOfActivity/0");
        assertThat(record.at("/@type").asText()).isEqualTo("dpv:RightExerciseRecord");
        assertThat(record.at("/dpv:hasStatus/0/@id").asText()).isEqualTo("dpv:LegitimateInterestObjected");
    }

    @Test
    void verifiesWithThePublishedKey_byAnotherLibrary() throws JoseException {
        // Given
        String path = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"))
                .jsonPath()
                .getString("receipt");

        // When
        Response signed =
                Tenant.request(tenant.tool()).accept("application/jwt").get(path);
        JsonWebKeySet keys = new JsonWebKeySet(RestAssured.get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        // Then
        assertThat(signed.contentType()).startsWith("application/jwt");
        JsonWebSignature signature = signature(signed.asString());
        signature.setKey(keys.getJsonWebKeys().get(0).getKey());
        assertThat(signature.getKeyIdHeaderValue())
                .isEqualTo(keys.getJsonWebKeys().get(0).getKeyId());
        assertThat(signature.verifySignature()).isTrue();
        assertThat(Contract.object(signature.getPayload()).path("receipt")).isEqualTo(receipt(path));
        String changed = signed.asString().replaceFirst("\\.[A-Za-z0-9_-]{8}", ".eyJhIjoxf");
        JsonWebSignature forged = signature(changed);
        forged.setKey(keys.getJsonWebKeys().get(0).getKey());
        assertThat(forged.verifySignature()).isFalse();
    }

    private static JsonWebSignature signature(String compact) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(compact);
        return signature;
    }

    @Test
    void isNotFoundAlike_whenItIsAnothersOrNobodys() {
        // Given
        String path = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"))
                .jsonPath()
                .getString("receipt");
        Tokens elsewhere = tenant.tool().tenant("someone-else");
        Tokens otherController = tenant.tool().controllers("verkko");

        // When
        Response foreign = Tenant.request(elsewhere).get(path);
        Response nobodys = Tenant.request(elsewhere).get("/v1/receipts/" + UUID.randomUUID());
        Response notMine = Tenant.request(otherController).get(path);
        Response garbage = tenant.get("/v1/receipts/garbage");

        // Then
        assertThat(List.of(foreign, nobodys, notMine, garbage)).allSatisfy(answer -> assertThat(
                        answer.statusCode() + answer.jsonPath().getString("code"))
                .isEqualTo("404NOT_FOUND"));
        assertThat(foreign.jsonPath().getString("detail"))
                .isEqualTo(nobodys.jsonPath().getString("detail"));
    }

    @Test
    void tellsOfTheConfirmation_whenALinkWasPressed() {
        // Given
        Response asked = tenant.consent(
                Body.ofMail(mail).give("newsletter", "EMAIL").capture("confirmation", Map.of("deliver", "CLIENT")));

        // When
        RestAssured.post(
                URI.create(asked.jsonPath().getString("confirmationLink")).getPath());

        // Then
        List<String> ids = Stored.texts(tenant, "SELECT id::text FROM receipt WHERE tenant = ? ORDER BY id");
        assertThat(ids).hasSize(2);
        assertThat(status(receipt("/v1/receipts/" + ids.get(1)))).isEqualTo("dpv:ConsentGiven");
    }

    private ObjectNode receipt(Response captured) {
        assertThat(captured.statusCode()).as(captured.asString()).isEqualTo(201);
        return receipt(captured.jsonPath().getString("receipt"));
    }

    private ObjectNode receipt(String path) {
        Response answer = tenant.get(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/ld+json");
        return Contract.object(answer.asString());
    }

    private static String status(JsonNode receipt) {
        return receipt.at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/0/@type/0")
                .asText();
    }
}
