// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Writes one consent record: subject, parties, notice, what may be done about it, and its event. */
@ApplicationScoped
class ConsentRecordPart {

    private final ReceiptConfig config;
    private final ReceiptNames names;
    private final ReceiptParties parties;
    private final ConsentProcessPart processes;

    ConsentRecordPart(ReceiptConfig config, ReceiptNames names, ReceiptParties parties, ConsentProcessPart processes) {
        this.config = config;
        this.names = names;
        this.parties = parties;
        this.processes = processes;
    }

    ObjectNode write(ReadReceipt.Account account, ReceiptLanguage language) {
        JsonNode consent = account.consent();
        String id = consent.path("recordId").asText();
        ObjectNode record = Ld.object();
        record.put("@id", names.record(id));
        record.put("@type", "dpv:ConsentRecord");
        record.set("dct:conformsTo", Ld.ref(DpvTerms.RECORD_PROFILE));
        record.put("dct:identifier", id);
        record.set("dpv:hasDataSubject", subject(account));
        record.set("dpv:hasDataController", parties.controllers(account, language));
        record.set("dpv:hasDataProcessor", parties.processors(account));
        record.set("dpv:hasJurisdiction", Ld.list(Ld.ref("loc:" + config.jurisdiction())));
        record.set("dpv:hasApplicableLaw", Ld.list(Ld.ref("legal-eu:law-GDPR")));
        record.set("dpv:hasProcess", Ld.list(processes.write(account, language)));
        record.set("dpv:hasNotice", Ld.list(notice(consent, account.notice(), language)));
        record.set("dpv:hasConsentControl", Ld.list(control(account, language)));
        record.set("dpv:hasRight", rights(account));
        record.set("dpv:hasAuthority", Ld.list(Ld.ref("legal-fi:" + config.authority())));
        record.set("dpv:hasConsentStatus", Ld.list(event(account, language)));
        record.set("dct:issued", Ld.time(account.fact().path("recordedAt").asText()));
        return record;
    }

    static ObjectNode subject(ReadReceipt.Account account) {
        ObjectNode subject = Ld.typed("dpv:DataSubject");
        return subject.put("dct:identifier", account.fact().path("subject").asText());
    }

    private ObjectNode notice(JsonNode consent, @Nullable ObjectNode body, ReceiptLanguage language) {
        JsonNode shown = consent.path("notice");
        if (!shown.isObject()) {
            ObjectNode none = Ld.typed("dpv:ConsentNotice");
            none.put("@id", "lupa:None").put("dct:hasVersion", "none").put("dct:language", language.tag());
            return none;
        }
        String id = shown.path("id").asText();
        String version = shown.path("version").asText();
        ObjectNode notice = Ld.typed("dpv:ConsentNotice");
        notice.put("@id", names.notice(id, version));
        notice.put("dct:identifier", id);
        notice.put("dct:hasVersion", version);
        notice.put("dct:language", shown.path("language").asText());
        if (body != null) {
            notice.set("dct:date", Ld.time(body.path("effectiveFrom").asText()));
        }
        notice.put("lupa:sha256", shown.path("sha256").asText());
        notice.put("lupa:provenByToken", shown.path("proven").asBoolean(false));
        return notice;
    }

    private ObjectNode control(ReadReceipt.Account account, ReceiptLanguage language) {
        ObjectNode control = Ld.typed("dpv:WithdrawConsent");
        control.set("dpv:isExercisedAt", Ld.ref(place(account)));
        control.set("dct:description", language.literal("withdrawal", parties.contact(account, language)));
        return control;
    }

    /** Where a person goes: the page the notice names, otherwise the service itself. */
    private String place(ReadReceipt.Account account) {
        JsonNode notice = account.notice();
        String url = notice == null ? null : notice.path("actionUrl").textValue();
        return url == null ? names.home() : url;
    }

    private ArrayNode rights(ReadReceipt.Account account) {
        ArrayNode rights = Ld.list();
        rights.add(right("eu-gdpr:A7-3", place(account)));
        rights.add(right("eu-gdpr:A21", place(account)));
        rights.add(right("eu-gdpr:A77", config.authorityUrl().toString()));
        return rights;
    }

    private static ObjectNode right(String article, String place) {
        ObjectNode right = Ld.typed("dpv:DataSubjectRight", article);
        right.set("dpv:isExercisedAt", Ld.ref(place));
        return right;
    }

    private static ObjectNode event(ReadReceipt.Account account, ReceiptLanguage language) {
        JsonNode consent = account.consent();
        JsonNode capture = account.fact().path("capture");
        ObjectNode event = Ld.typed(DpvTerms.status(consent), DpvTerms.expression(consent));
        event.set("dpv:isIndicatedBy", indicatedBy(capture.path("actor").asText(), language));
        event.set("dpv:isIndicatedAtTime", Ld.time(capture.path("at").asText()));
        event.set(
                "dpv:hasIndicationMethod",
                language.literal("method." + capture.path("method").asText()));
        event.put("lupa:method", capture.path("method").asText());
        event.put("lupa:state", consent.path("state").asText());
        event.put("lupa:effective", consent.path("effective").booleanValue());
        event.set("dpv:hasDuration", duration(account, language));
        return event;
    }

    private static ObjectNode indicatedBy(String actor, ReceiptLanguage language) {
        ObjectNode by = Ld.object();
        if ("SUBJECT".equals(actor)) {
            by.put("@id", "dpv:DataSubject");
        } else {
            by.put("@id", "lupa:" + actor);
        }
        by.set("dct:title", language.literal("actor." + actor));
        return by;
    }

    /** A consent lasts for its purpose's validity; anything else until the person says something new. */
    private static ObjectNode duration(ReadReceipt.Account account, ReceiptLanguage language) {
        JsonNode purpose = account.purpose();
        boolean given = "dpv:ConsentGiven".equals(DpvTerms.status(account.consent()));
        String validity =
                purpose == null || !given ? null : purpose.path("validity").textValue();
        if (validity != null) {
            return Ld.typed("dpv:TemporalDuration").put("rdf:value", validity);
        }
        ObjectNode open = Ld.typed("dpv:UntilEventDuration");
        open.set("rdf:value", language.literal("until." + (given ? "consent" : "other")));
        return open;
    }
}
