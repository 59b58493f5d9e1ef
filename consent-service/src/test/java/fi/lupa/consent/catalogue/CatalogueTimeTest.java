// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups, arrangements and partners are so from one moment until another. */
@QuarkusTest
class CatalogueTimeTest {

    private static final String SPRING = "2026-03-01T00:00:00.000Z";
    private static final String SUMMER = "2026-06-01T00:00:00.000Z";
    private static final String AUTUMN = "2026-09-01T00:00:00.000Z";

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    private final CatalogueClient admin = CatalogueClient.of(tenant, "verkko", "palvelut", "yritys");

    @BeforeEach
    void fill() {
        List.of("verkko", "palvelut").forEach(admin::createController);
    }

    @Test
    void storesAndPublishesWhenSomethingIsSo() {
        // When
        admin.post(
                "/v1/groups",
                group(
                        member("verkko", SPRING, SUMMER),
                        member("verkko", AUTUMN, null),
                        member("palvelut", SPRING, null)));
        admin.post("/v1/arrangements", arrangement(SPRING, AUTUMN));
        admin.post("/v1/partners", Map.of("key", "partner-x", "legalName", "Koe Oy", "from", SPRING, "until", SUMMER));

        // Then
        JsonNode published = PublishedCatalogue.await(tenant, "group", "arrangement", "partner");
        assertThat(published.path("group").path("members"))
                .extracting(member -> member.path("controller").asText() + " "
                        + member.path("from").asText() + " "
                        + member.path("until").asText())
                .containsExactly(
                        "verkko " + SPRING + " " + SUMMER,
                        "verkko " + AUTUMN + " null",
                        "palvelut " + SPRING + " null");
        for (String kind : List.of("arrangement", "partner")) {
            assertThat(published.path(kind).path("from").asText()).isEqualTo(SPRING);
        }
        assertThat(published.path("arrangement").path("until").asText()).isEqualTo(AUTUMN);
        assertThat(admin.get("/v1/groups/telecom").jsonPath().getList("members.until"))
                .containsExactly(SUMMER, null, null);
    }

    @Test
    void refusesWhatEndsBeforeItBegins() {
        // When
        List<Response> refused = List.of(
                admin.post("/v1/groups", group(member("verkko", SUMMER, SPRING))),
                admin.post("/v1/groups", group(member("verkko", SUMMER, SUMMER))),
                admin.post("/v1/arrangements", arrangement(AUTUMN, SPRING)),
                admin.post(
                        "/v1/partners",
                        Map.of("key", "partner-x", "legalName", "Koe Oy", "from", SUMMER, "until", SPRING)));

        // Then
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("RANGE_INVALID");
        });
        assertThat(refused.get(0).jsonPath().getString("errors[0].pointer")).isEqualTo("/members/0/until");
    }

    @Test
    void refusesAMemberTwiceAtOnce_andLetsItComeBack() {
        // When
        Response overlapping =
                admin.post("/v1/groups", group(member("verkko", SPRING, AUTUMN), member("verkko", SUMMER, null)));
        Response open = admin.post("/v1/groups", group(member("verkko", null, null), member("verkko", SUMMER, null)));
        Response back =
                admin.post("/v1/groups", group(member("verkko", SUMMER, null), member("verkko", SPRING, SUMMER)));

        // Then
        assertThat(List.of(overlapping, open)).allSatisfy(answer -> {
            assertThat(answer.jsonPath().getString("code")).isEqualTo("RANGE_INVALID");
            assertThat(answer.jsonPath().getString("errors[0].reason")).isEqualTo("OVERLAPS");
            assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/members/1");
        });
        assertThat(back.statusCode()).as(back.asString()).isEqualTo(201);
    }

    @Test
    void refusesAControllerThatIsNotThere() {
        // When
        List<Response> refused = List.of(
                admin.post("/v1/groups", group(member("yritys", SPRING, null))),
                admin.post(
                        "/v1/arrangements",
                        Map.of(
                                "key",
                                "joint",
                                "controllers",
                                List.of("verkko", "yritys"),
                                "purposes",
                                List.of("newsletter"))));

        // Then
        assertThat(refused)
                .extracting(answer -> answer.jsonPath().getString("code"))
                .containsOnly("CONTROLLER_UNKNOWN");
    }

    @Test
    void keepsWhenItBegan_whenALaterVersionDoesNotSay() {
        // Given
        admin.post("/v1/groups", group(member("verkko", SPRING, null)));
        admin.post("/v1/arrangements", arrangement(SPRING, null));

        // When
        Response group =
                admin.put("/v1/groups/telecom", group(member("verkko", null, AUTUMN), member("palvelut", null, null)));
        Response joint = admin.put("/v1/arrangements/joint", arrangement(null, AUTUMN));

        // Then
        assertThat(group.jsonPath().getString("members[0].from")).isEqualTo(SPRING);
        assertThat(group.jsonPath().getString("members[1].from")).isNotEqualTo(SPRING);
        assertThat(joint.jsonPath().getString("from")).isEqualTo(SPRING);
        assertThat(joint.jsonPath().getString("until")).isEqualTo(AUTUMN);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // Only read.
    private static Map<String, Object> group(Map<String, Object>... members) {
        return Map.of("key", "telecom", "members", List.of(members));
    }

    private static Map<String, Object> member(String controller, @Nullable String from, @Nullable String until) {
        return span(Map.of("controller", controller), from, until);
    }

    private static Map<String, Object> arrangement(@Nullable String from, @Nullable String until) {
        return span(
                Map.of("key", "joint", "controllers", List.of("verkko", "palvelut"), "purposes", List.of("newsletter")),
                from,
                until);
    }

    private static Map<String, Object> span(Map<String, Object> body, @Nullable String from, @Nullable String until) {
        Map<String, Object> dated = new HashMap<>(body);
        if (from != null) {
            dated.put("from", from);
        }
        if (until != null) {
            dated.put("until", until);
        }
        return dated;
    }
}
