// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What anybody could make grow without limit, or date as they like, and cannot. */
@QuarkusTest
class LimitsTest {

    private final Tenant tenant = Tenant.named();
    private final String mail = Body.anyMail();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void givesNobodyMoreIdentifiersThanAPersonHas_andLosesNoNo() {
        // Given
        Response first = tenant.consent(many("A").give("product-updates", "EMAIL"));
        Response second = tenant.consent(many("B").give("product-updates", "EMAIL"));

        // When
        Response yes = tenant.consent(many("C").give("product-updates", "EMAIL"));
        Response no = tenant.consent(many("D").choose("REFUSED", "product-updates"));
        Response alone = tenant.consent(Body.ofMail(mail).give("product-updates", "EMAIL"));

        // Then
        assertThat(List.of(first.statusCode(), second.statusCode(), alone.statusCode()))
                .containsOnly(201);
        assertThat(yes.statusCode()).as(yes.asString()).isEqualTo(400);
        assertThat(yes.jsonPath().getString("errors[0].reason")).isEqualTo("TOO_MANY_IDENTIFIERS");
        assertThat(no.statusCode()).as(no.asString()).isEqualTo(201);
        assertThat(
                        Stored.texts(
                                tenant,
                                "SELECT count(*)::text FROM identifier WHERE tenant = ? GROUP BY subject ORDER BY count(*) DESC"))
                .containsExactly("39", "19");
        assertThat(Stored.texts(tenant, "SELECT state::text FROM subject WHERE tenant = ?"))
                .hasSize(2)
                .allMatch(state -> state.contains("REFUSED"));
    }

    @Test
    void keepsOneObjection_howeverOftenItIsSaid() {
        // When
        Response first = tenant.post("/v1/objections", objection());
        Response second = tenant.post("/v1/objections", objection());
        report("STOP", Instant.now());

        // Then
        assertThat(second.statusCode()).as(second.asString()).isEqualTo(201);
        assertThat(second.jsonPath().getString("records[0].id"))
                .isEqualTo(first.jsonPath().getString("records[0].id"));
        assertThat(state().getList("objections")).hasSize(1);
    }

    @Test
    void takesAStopAsSaidWhenItIsReported_notWhenTheMailWasSent() {
        // Given
        Instant twoDaysAgo = Instant.now().minus(Duration.ofDays(2));
        tenant.consent(Body.ofMail(mail)
                .give("product-updates", "EMAIL")
                .by("AUTHENTICATED_SELF_SERVICE")
                .at(twoDaysAgo));

        // When
        report("STOP", twoDaysAgo.minus(Duration.ofDays(4)));

        // Then
        assertThat(state().getList("objections")).hasSize(1);
        assertThat(state().getList("choices[0].permission.lifts")).isEmpty();
    }

    @Test
    void asksAnAddressNotForEachFormThatIsSentWithIt() {
        // When
        for (int i = 0; i < 4; i++) {
            tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL"));
        }
        List<String> same = mails();
        for (int i = 0; i < 5; i++) {
            tenant.consent(Body.ofMail(mail).choose("REFUSED", "newsletter"));
            tenant.consent(Body.ofMail(mail).give("newsletter", "EMAIL"));
        }

        // Then
        assertThat(same).containsExactly("1");
        assertThat(mails()).containsExactly("3");
    }

    @Test
    void remembersTheBanOnDisclosure_whenAnotherSourceKnowsNothingOfIt() {
        // Given
        describe(Map.of("kind", "PUBLIC_REGISTER", "disclosureBan", true));

        // When
        describe(Map.of("kind", "CONTROLLER_CRM"));

        // Then
        assertThat(state().getString("contacts[0].source.kind")).isEqualTo("CONTROLLER_CRM");
        assertThat(state().getBoolean("contacts[0].source.disclosureBan")).isTrue();
    }

    private void describe(Map<String, Object> source) {
        Response answer = tenant.post(
                "/v1/contacts",
                Map.of(
                        "controller",
                        "kysely",
                        "recipient",
                        List.of(Map.of("type", "EMAIL", "value", mail)),
                        "source",
                        source));
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }

    private Body many(String letter) {
        Body body = Body.ofMail(mail);
        for (int i = 0; i < 19; i++) {
            body.and("CUSTOMER_NUMBER", letter + "-" + i);
        }
        return body;
    }

    private Map<String, Object> objection() {
        Map<String, Object> members =
                new HashMap<>(Body.ofMail(mail).with("scope", "ALL_MARKETING").map());
        members.remove("choices");
        return members;
    }

    private void report(String outcome, Instant at) {
        Response answer = Tenant.request(tenant.tool().scopes("contact:report"))
                .body(List.of(Map.of(
                        "controller",
                        "kysely",
                        "channel",
                        "EMAIL",
                        "recipient",
                        Map.of("type", "EMAIL", "value", mail),
                        "at",
                        Timestamps.format(Timestamps.truncate(at)),
                        "outcome",
                        outcome)))
                .post("/v1/contact-reports");
        assertThat(answer.jsonPath().getList("results.status")).containsExactly(200);
    }

    private List<String> mails() {
        return Stored.texts(tenant, "SELECT count(*)::text FROM outgoing_mail WHERE tenant = ?");
    }

    private JsonPath state() {
        return JsonPath.from(Stored.texts(tenant, "SELECT state::text FROM subject WHERE tenant = ?")
                .get(0));
    }
}
