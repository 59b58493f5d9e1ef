// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the record of an objection, which is no consent but the exercise of a right (GDPR 21). */
@ApplicationScoped
class RightRecordPart {

    private final ReceiptConfig config;
    private final ReceiptNames names;
    private final ReceiptParties parties;

    RightRecordPart(ReceiptConfig config, ReceiptNames names, ReceiptParties parties) {
        this.config = config;
        this.names = names;
        this.parties = parties;
    }

    ObjectNode write(ReadReceipt.Account account, ReceiptLanguage language) {
        JsonNode fact = account.fact();
        JsonNode objection = fact.path("objection");
        JsonNode capture = fact.path("capture");
        String id = objection.path("objectionId").asText();
        ObjectNode record = Ld.object();
        record.put("@id", names.record(id));
        record.put("@type", "dpv:RightExerciseRecord");
        record.put("dct:identifier", id);
        record.set("dpv:hasDataSubject", ConsentRecordPart.subject(account));
        record.set("dpv:hasDataController", parties.controllers(account, language));
        record.set("dpv:hasJurisdiction", Ld.list(Ld.ref("loc:" + config.jurisdiction())));
        record.set("dpv:hasRight", Ld.list(Ld.typed("dpv:DataSubjectRight", "eu-gdpr:A21")));
        status(record, fact, objection);
        record.set(
                "dct:title", language.literal("scope." + objection.path("scope").asText()));
        record.set(
                "dpv:hasIndicationMethod",
                language.literal("method." + capture.path("method").asText()));
        record.set("dct:date", Ld.time(capture.path("at").asText()));
        record.set("dct:issued", Ld.time(fact.path("recordedAt").asText()));
        return record;
    }

    private static void status(ObjectNode record, JsonNode fact, JsonNode objection) {
        boolean lifted = "objection.lifted".equals(fact.path("kind").asText());
        if (!lifted) {
            record.set("dpv:hasStatus", Ld.list(Ld.ref("dpv:LegitimateInterestObjected")));
        }
        record.put("lupa:state", lifted ? "LIFTED" : "RECORDED");
        record.put("lupa:scope", objection.path("scope").asText());
        for (String member : new String[] {"channel", "purpose", "topic"}) {
            if (objection.path(member).isTextual()) {
                record.put("lupa:" + member, objection.path(member).textValue());
            }
        }
    }
}
