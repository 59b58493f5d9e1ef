// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Writes what a consent is for: one purpose, its data, who receives them, and where and how long they are kept. */
@ApplicationScoped
class ConsentProcessPart {

    private final ReceiptConfig config;
    private final ReceiptNames names;
    private final ReceiptParties parties;

    ConsentProcessPart(ReceiptConfig config, ReceiptNames names, ReceiptParties parties) {
        this.config = config;
        this.names = names;
        this.parties = parties;
    }

    ObjectNode write(ReadReceipt.Account account, ReceiptLanguage language) {
        JsonNode consent = account.consent();
        ObjectNode purpose = account.purpose();
        ObjectNode process = Ld.typed("dpv:Process");
        process.set("dct:title", title(consent, purpose, language));
        process.set("dpv:hasPurpose", Ld.list(purpose(account)));
        process.set("dpv:hasPersonalData", Ld.list(personalData(consent)));
        ArrayNode processing = process.putArray("dpv:hasProcessing");
        if (purpose != null) {
            DpvTerms.processing(purpose).forEach(kind -> processing.add(Ld.ref(kind)));
        }
        process.set("dpv:hasRecipient", parties.recipients(account));
        process.set("dpv:hasLegalBasis", Ld.list(Ld.ref(DpvTerms.legalBasis(consent))));
        process.set("dpv:hasStorageCondition", storage(language));
        String channel = consent.path("channel").textValue();
        process.put("lupa:channel", channel == null ? "NONE" : channel);
        process.set("lupa:topic", consent.path("topics").deepCopy());
        return process;
    }

    private static ArrayNode title(JsonNode consent, @Nullable ObjectNode purpose, ReceiptLanguage language) {
        ArrayNode titles = Ld.list();
        if (purpose != null) {
            JsonNode own = purpose.path("title").path(language.tag());
            if (own.isTextual()) {
                titles.add(Ld.text(language.tag(), own.textValue()));
            } else {
                purpose.path("title")
                        .properties()
                        .forEach(text -> titles.add(
                                Ld.text(text.getKey(), text.getValue().asText())));
            }
        }
        if (titles.isEmpty()) {
            titles.add(consent.path("purpose").asText());
        }
        return titles;
    }

    private ObjectNode purpose(ReadReceipt.Account account) {
        JsonNode consent = account.consent();
        String key = consent.path("purpose").asText();
        ObjectNode purpose = Ld.typed("dpv:Purpose");
        purpose.put("@id", names.purpose(account.fact().path("controller").asText(), key));
        purpose.put("dct:identifier", key);
        purpose.put("dct:hasVersion", consent.path("purposeVersion").asText());
        if (account.purpose() != null) {
            purpose.set("skos:broader", Ld.ref(DpvTerms.purpose(account.purpose())));
        }
        return purpose;
    }

    private static ObjectNode personalData(JsonNode consent) {
        String type = consent.path("identifierType").asText("");
        ObjectNode data = Ld.typed(DpvTerms.personalData(type));
        data.set("dpv:hasNecessity", Ld.ref("dpv:Required"));
        data.set("dpv:hasDataSource", Ld.ref("dpv:DataSubjectDataSource"));
        if (!type.isEmpty()) {
            data.put("lupa:identifierType", type);
        }
        return data;
    }

    private ArrayNode storage(ReceiptLanguage language) {
        ObjectNode location = Ld.typed("dpv:StorageLocation");
        ArrayNode places = location.putArray("dpv:hasLocation");
        config.storageLocations().forEach(place -> places.add(Ld.ref("loc:" + place)));
        ObjectNode until = Ld.typed("dpv:UntilEventDuration");
        until.set("rdf:value", language.literal("until.consent"));
        ObjectNode duration = Ld.typed("dpv:StorageDuration");
        duration.set("dpv:hasDuration", until);
        ObjectNode deletion = Ld.typed("dpv:StorageDeletion");
        deletion.set("dpv:hasDuration", Ld.typed("dpv:TemporalDuration").put("rdf:value", config.evidenceRetention()));
        return Ld.list(location, duration, deletion);
    }
}
