// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Makes records as consent-service writes them, from the text of the contract; every value is made up. */
public final class Facts {

    public static final UUID TENANT = UUID.fromString("11111111-2222-5333-8444-555555555555");
    public static final String SUBJECT = "sub_0123456789ABCDEFGHJKMNPQRS";
    public static final String DIGEST = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

    private static final JsonMapper JSON = new JsonMapper();

    private Facts() {}

    /** A record as it goes to a topic. */
    public record Message(String key, Map<String, String> headers, String text) {

        public Message withHeader(String name, String content) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, content);
            return new Message(key, changed, text);
        }

        public Message withValue(String other) {
            return new Message(key, headers, other);
        }

        public Message withKey(String other) {
            return new Message(other, headers, text);
        }

        public byte[] value() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A subject id that ends in this number. */
    public static String subject(int number) {
        return "sub_0123456789ABCDEFGHJKM%05d".formatted(number);
    }

    /** An event id that ends in this number. */
    public static UUID id(int number) {
        return UUID.fromString("01939999-0000-7000-8000-%012d".formatted(number));
    }

    public static Message consentGiven(int number, String subject, int revision) {
        return consent(TENANT, number, subject, revision, "kysely");
    }

    public static Message consent(UUID tenant, int number, String subject, int revision, String controller) {
        ObjectNode fact = fact(tenant, "consent.given", number, subject, revision);
        fact.put("controller", controller);
        ObjectNode consent = fact.putObject("consent");
        consent.put("recordId", id(900000 + number).toString())
                .put("purpose", "newsletter")
                .put("purposeVersion", 1);
        consent.put("channel", "EMAIL")
                .put("identifierType", "EMAIL")
                .put("choice", "GIVEN")
                .put("state", "GIVEN");
        consent.put("effective", true).putNull("because").put("basis", "CONSENT");
        consent.putArray("topics").add("uutiset & tarjoukset");
        consent.putObject("notice")
                .put("id", "newsletter-notice")
                .put("version", "1.1")
                .put("language", "fi")
                .put("sha256", "ab".repeat(32));
        fact.putObject("capture").put("method", "SURVEY_TICK").put("actor", "SUBJECT");
        fact.put("_sd_alg", "sha-256").putArray("_sd").add(DIGEST);
        return message(fact, tenant + ":" + subject);
    }

    public static Message objection(int number, String subject, int revision) {
        ObjectNode fact = fact(TENANT, "objection.recorded", number, subject, revision);
        fact.put("controller", "kysely");
        fact.putObject("objection")
                .put("objectionId", id(800000 + number).toString())
                .put("scope", "ALL_MARKETING")
                .putNull("channel")
                .putNull("purpose");
        return message(fact, TENANT + ":" + subject);
    }

    public static Message catalogue(String kind, String id, int ordinal, ObjectNode body, int number) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("tenant", TENANT.toString()).put("kind", kind).put("id", id);
        entry.put("version", Integer.toString(ordinal)).put("ordinal", ordinal);
        entry.put("epoch", 1).put("xid", "700").put("recordedAt", "2026-11-20T08:00:00.000Z");
        entry.set("body", body);
        Map<String, String> headers = headers("catalogue." + kind, id(700000 + number), id);
        return new Message(TENANT + ":" + kind + ":" + id + ":" + ordinal, headers, entry.toString());
    }

    public static Message watermark() {
        Map<String, String> headers = headers("watermark", id(0), "");
        headers.remove("ce_subject");
        ObjectNode mark = JSON.createObjectNode()
                .put("epoch", 1)
                .put("completeTo", "2026-11-20T08:00:00.000Z")
                .put("xid", "800");
        return new Message("~watermark", headers, mark.toString());
    }

    public static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode fact(UUID tenant, String kind, int number, String subject, int revision) {
        ObjectNode fact = JSON.createObjectNode();
        fact.put("id", id(number).toString()).put("kind", kind).put("tenant", tenant.toString());
        fact.put("domain", "22222222-2222-7222-8222-222222222222").put("subject", subject);
        fact.put("epoch", 1).put("revision", revision).put("xid", Integer.toString(740 + number));
        fact.put("recordedAt", "2026-11-21T09:15:32.120Z").put("at", "2026-11-21T09:15:31.020Z");
        return fact.put("client", "survey-tool");
    }

    private static Message message(ObjectNode fact, String key) {
        UUID id = UUID.fromString(fact.path("id").asText());
        return new Message(
                key,
                headers(fact.path("kind").asText(), id, fact.path("subject").asText()),
                fact.toString());
    }

    private static Map<String, String> headers(String kind, UUID id, String subject) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_source", "/lupa/consent-service");
        headers.put("ce_type", "fi.lupa." + kind + ".v1");
        headers.put("ce_time", "2026-11-21T09:15:32.120Z");
        headers.put("ce_subject", subject);
        headers.put("content-type", "application/json");
        return headers;
    }
}
