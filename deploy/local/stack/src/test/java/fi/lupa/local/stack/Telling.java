// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.util.UUID;

/** Makes what recipients of data and successors of controllers have to know. */
final class Telling {

    static final String IN_CALL = "{\"at\":\"2026-11-01T10:00:10.000Z\"}";
    static final String SPOKEN =
            "{\"at\":\"2026-11-01T10:00:10.000Z\",\"choices\":[{\"purpose\":\"newsletter\",\"choice\":\"REFUSED\"}]}";

    private Telling() {}

    /** A call with nobody who listens; returns its id. */
    static String call(TenantCalls vendor) {
        return made(
                vendor,
                "/v1/calls",
                "{\"controller\":\"kysely\",\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"" + FirstPathIT.somebody()
                        + "\"}],\"notice\":{\"id\":\"newsletter-notice\",\"version\":\"1.1\",\"language\":\"fi\"},"
                        + "\"startedAt\":\"2026-11-01T10:00:00.000Z\",\"aiDisclosedAt\":\"2026-11-01T10:00:05.000Z\"}");
    }

    /** That somebody of whose data {@code palvelut} was told has objected at {@code verkko}; returns the notice's id. */
    static String notice(TenantCalls group) {
        String person = "\"controller\":\"verkko\",\"recipient\":[{\"type\":\"EMAIL\",\"value\":\"%s\"}]"
                .formatted(FirstPathIT.somebody());
        made(
                group,
                "/v1/disclosures",
                "{" + person + ",\"disclosedTo\":{\"kind\":\"CONTROLLER\",\"key\":\"palvelut\"},\"data\":[\"email\"],"
                        + "\"at\":\"2026-11-01T10:00:00.000Z\"}");
        String capture =
                "\"capture\":{\"method\":\"WEB_BUTTON\",\"actor\":\"SUBJECT\",\"at\":\"2026-11-01T10:00:00.000Z\"}";
        made(group, "/v1/objections", "{" + person + ",\"scope\":\"ALL_MARKETING\"," + capture + "}");
        return group.get(Service.CONSENT, "/v1/recipient-notices")
                .body()
                .at("/items/0/id")
                .asText();
    }

    /** Of two controllers that nobody else asks for anything; returns the succession's id. */
    static String succession(TenantCalls vendor) {
        made(vendor, "/v1/controllers", "{\"key\":\"vanha\",\"legalName\":\"Vanha Esimerkki Oy\"}");
        made(vendor, "/v1/controllers", "{\"key\":\"uusi\",\"legalName\":\"Uusi Esimerkki Oy\"}");
        made(
                vendor,
                "/v1/groups",
                "{\"key\":\"vanha-ja-uusi\",\"members\":[{\"controller\":\"vanha\"},{\"controller\":\"uusi\"}],"
                        + "\"sharedRegister\":true}");
        return made(vendor, "/v1/successions", "{\"controller\":\"vanha\",\"successor\":\"uusi\"}");
    }

    /** A changed notice of which nobody is told: a dry run; returns the order's id. */
    static String noticeChange(TenantCalls vendor) {
        made(
                vendor,
                "/v1/notices/vieras-koe/versions",
                "{\"version\":\"" + UUID.randomUUID().toString().substring(0, 8)
                        + "\",\"effectiveFrom\":\"2026-01-01T00:00:00Z\",\"changeClass\":\"MATERIAL\",\"controllers\":[\"kysely\"],"
                        + "\"texts\":{\"fi\":{\"title\":\"Koe\",\"body\":\"Koe.\"}}}");
        String version = vendor.get(Service.CONSENT, "/v1/notices/vieras-koe")
                .body()
                .path("version")
                .asText();
        return made(
                vendor,
                "/v1/notice-changes",
                "{\"notice\":\"vieras-koe\",\"version\":\"" + version + "\",\"dryRun\":true}");
    }

    private static String made(TenantCalls owner, String path, String body) {
        Api.Answer answer = owner.post(path, body);
        assertThat(answer.status()).as(path + ": " + answer.text()).isIn(200, 201, 202);
        return answer.body().path("id").asText();
    }
}
