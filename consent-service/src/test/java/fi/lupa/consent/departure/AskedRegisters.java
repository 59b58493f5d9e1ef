// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** A tenant's registers, as an officer asks for them. */
final class AskedRegisters {

    private static final String ON_RECORD = """
            SELECT payload -> 'body' -> 'leaving' ->> 'returnedTo' FROM journal
            WHERE tenant = ? AND kind = 'catalogue.controller' AND payload -> 'body' -> 'leaving' ->> 'returnedAt' IS NOT NULL
            ORDER BY epoch, xid, position""";

    private final Tenant tenant;
    private final Leaver officer;

    AskedRegisters(Tenant tenant, Leaver officer) {
        this.tenant = tenant;
        this.officer = officer;
    }

    static String path(String controller) {
        return "/v1/departures/" + controller + "/register";
    }

    Response of(String controller) {
        return officer.as("officer-1").get(path(controller));
    }

    /** Who was given a register, each time, by what is on record. */
    List<String> givenTo() {
        return Stored.texts(tenant, ON_RECORD);
    }

    /** When the register was destroyed, by each of the same records. */
    List<String> destroyedAt() {
        return Stored.texts(tenant, ON_RECORD.replace("'returnedTo'", "'destroyedAt'"));
    }

    /** Has somebody consent to something of a controller, with evidence by which it is found again. */
    void give(String address, String controller, String evidence) {
        created(tenant.consent(Body.ofMail(address)
                .with("controller", controller)
                .give("product-updates", "EMAIL")
                .capture("evidence", Map.of("form", evidence))));
    }

    static void created(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 202);
    }
}
