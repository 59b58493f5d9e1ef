// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.receipt.DpvTerms;
import fi.lupa.consent.receipt.Ld;
import fi.lupa.consent.receipt.ReceiptNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Writes one fact as linked data: in DPV's terms what it has terms for, and all that was said as it was said. */
@ApplicationScoped
class FactPart {

    private static final Set<String> HEAD = Set.of(
            "id",
            "kind",
            "tenant",
            "domain",
            "subject",
            "revision",
            "recordedAt",
            "at",
            "client",
            "controller",
            "_sd",
            "_sd_alg");

    private final ReceiptNames names;

    FactPart(ReceiptNames names) {
        this.names = names;
    }

    ObjectNode write(CopiedFact copied, boolean ownWordsOnly) {
        JsonNode fact = copied.fact();
        JsonNode consent = fact.path("consent");
        String id = consent.path("recordId").asText(fact.path("id").asText());
        ObjectNode part = consent.isObject() ? Ld.typed("dpv:ConsentRecord") : other(copied.kind());
        part.put("@id", names.record(id)).put("dct:identifier", id).put("lupa:kind", copied.kind());
        part.set("dct:date", Ld.time(fact.path("at").asText()));
        part.set("dct:issued", Ld.time(fact.path("recordedAt").asText()));
        part.put("dct:creator", fact.path("client").asText());
        if (consent.isObject()) {
            consent(part, fact, consent);
        }
        part.set("lupa:said", Literals.json(said(fact)));
        part.set("dpv:hasPersonalData", fields(copied, ownWordsOnly));
        if (copied.missing() != null) {
            part.put("lupa:missing", copied.missing());
        }
        return part;
    }

    private static ObjectNode other(String kind) {
        boolean right = kind.startsWith("objection.") || kind.startsWith("rights.") || kind.startsWith("restriction.");
        return right ? Ld.typed("dpv:RightExerciseRecord") : Ld.typed("lupa:Fact");
    }

    private void consent(ObjectNode part, JsonNode fact, JsonNode consent) {
        String purpose = consent.path("purpose").asText();
        part.set(
                "dpv:hasPurpose",
                Ld.list(Ld.ref(names.purpose(fact.path("controller").asText(), purpose))));
        ObjectNode status = Ld.typed(DpvTerms.status(consent), DpvTerms.expression(consent));
        status.set("dpv:isIndicatedAtTime", Ld.time(fact.path("at").asText()));
        status.put("lupa:method", fact.at("/capture/method").asText());
        part.set("dpv:hasConsentStatus", Ld.list(status));
        JsonNode notice = consent.path("notice");
        if (notice.isObject()) {
            ObjectNode shown = Ld.ref(names.notice(
                    notice.path("id").asText(), notice.path("version").asText()));
            shown.put("dct:hasVersion", notice.path("version").asText());
            shown.put("dct:language", notice.path("language").asText());
            shown.put("lupa:sha256", notice.path("sha256").asText());
            part.set("dpv:hasNotice", Ld.list(shown));
        }
    }

    private static ObjectNode said(JsonNode fact) {
        ObjectNode said = Ld.object();
        fact.properties().forEach(member -> {
            if (!HEAD.contains(member.getKey())) {
                said.set(member.getKey(), member.getValue());
            }
        });
        return said;
    }

    private static ArrayNode fields(CopiedFact copied, boolean ownWordsOnly) {
        ArrayNode fields = Ld.list();
        for (CopiedFact.Field field : copied.fields()) {
            if (!ownWordsOnly || field.name().startsWith("identifier.")) {
                ObjectNode given = Ld.typed("dpv:PersonalData").put("lupa:field", field.name());
                given.set("rdf:value", field.value().isTextual() ? field.value() : Literals.json(field.value()));
                fields.add(given.put("lupa:sha256", field.digest()));
            }
        }
        return fields;
    }
}
