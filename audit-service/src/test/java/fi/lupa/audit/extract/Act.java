// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.Facts;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.key.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A fact with one personal field, and that field as the vault would give it out. */
record Act(Facts.Message message, String event, String disclosure) {

    private static final Base64.Encoder BASE_64 = Base64.getUrlEncoder().withoutPadding();

    static Act of(UUID tenant, int number, String subject, int revision, String controller) {
        String field = "[\"c2FsdA%04d\",\"identifier.1\",{\"type\":\"EMAIL\",\"value\":\"%s\"}]"
                .formatted(number, address(number));
        String disclosure = BASE_64.encodeToString(field.getBytes(StandardCharsets.UTF_8));
        Facts.Message message = Facts.consent(tenant, number, subject, revision, controller);
        ObjectNode fact = Facts.object(message.text());
        fact.putArray("_sd")
                .add(BASE_64.encodeToString(Digests.sha256(disclosure.getBytes(StandardCharsets.US_ASCII))));
        ((ObjectNode) fact.at("/consent/notice")).put("sha256", VaultStub.TEXT_SHA256);
        return new Act(message.withValue(fact.toString()), Facts.id(number).toString(), disclosure);
    }

    /** The address in the act of that number. */
    static String address(int number) {
        return "person" + number + "@example.fi";
    }

    /** A report that somebody was called, after this answer. */
    static Act report(UUID tenant, int number, String subject, int revision, UUID decision, Instant at) {
        Act act = of(tenant, number, subject, revision, "kysely");
        ObjectNode fact = Facts.object(act.message.text());
        fact.remove("consent");
        fact.put("kind", "contact.reported").put("at", Timestamps.format(Timestamps.truncate(at)));
        fact.putObject("report")
                .put("outcome", "CALLED")
                .put("purpose", "newsletter")
                .put("channel", "VOICE_HUMAN")
                .put("decisionId", decision.toString());
        Facts.Message message =
                act.message.withValue(fact.toString()).withHeader("ce_type", "fi.lupa.contact.reported.v1");
        return new Act(message, act.event, act.disclosure);
    }

    static Act erasure(UUID tenant, int number, String subject, int revision) {
        Facts.Message message = Facts.consent(tenant, number, subject, revision, "kysely");
        ObjectNode fact = Facts.object(message.text());
        fact.remove("consent");
        fact.put("kind", "subject.erased");
        return new Act(
                message.withValue(fact.toString()).withHeader("ce_type", "fi.lupa.subject.erased.v1"),
                Facts.id(number).toString(),
                "");
    }

    /** What the vault answers for it. */
    String held() {
        return "\"disclosures\":[\"" + disclosure + "\"]";
    }
}
