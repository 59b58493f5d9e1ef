// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The facts that say that something was recorded again after a restore, with method {@code RECOVERED} and no disclosures. */
final class RecoveredFacts {

    /** What is said of a subject whose lost facts held no prohibition. */
    static final String NOTHING_PROHIBITED = "subject.recovered";

    private static final Map<String, String> KINDS =
            Map.of("WITHDRAWN", "consent.withdrawn", "REFUSED", "consent.refused");
    private static final int DECOY_BYTES = 32;

    private final SecureRandom random;

    RecoveredFacts(SecureRandom random) {
        this.random = random;
    }

    /** The fact's kind: that of the cell's prohibition, otherwise an objection. */
    static String kind(ObjectNode prohibition) {
        String choice = prohibition.path("prohibition").path("kind").asText();
        return KINDS.getOrDefault(choice, "objection.recorded");
    }

    ObjectNode of(ObjectNode prohibition, ObjectNode state, UUID id, int revision) {
        ObjectNode fact = head(kind(prohibition), state, id, revision);
        boolean choice = prohibition.path("prohibition").isObject();
        JsonNode made = choice ? prohibition.path("prohibition") : prohibition;
        fact.set("at", made.get("at"));
        fact.set("controller", prohibition.get("controller"));
        if (choice) {
            fact.set("consent", consent(prohibition, made));
        } else {
            ObjectNode objection = fact.putObject("objection")
                    .put("objectionId", made.path("id").asText());
            List.of("scope", "channel", "purpose", "topic").forEach(name -> objection.set(name, made.get(name)));
        }
        return closed(fact, made.path("at").asText());
    }

    ObjectNode nothingProhibited(ObjectNode state, UUID id, int revision) {
        ObjectNode fact = head(NOTHING_PROHIBITED, state, id, revision);
        fact.set("at", state.get("recordedAt"));
        fact.putNull("controller");
        return closed(fact, state.path("recordedAt").asText());
    }

    private static ObjectNode head(String kind, ObjectNode state, UUID id, int revision) {
        ObjectNode fact = JsonNodeFactory.instance.objectNode();
        fact.put("id", id.toString()).put("kind", kind);
        List.of("tenant", "domain", "subject").forEach(name -> fact.set(name, state.get(name)));
        fact.put("revision", revision).put("client", "recover");
        fact.set("recordedAt", state.get("recordedAt"));
        return fact;
    }

    private static ObjectNode consent(ObjectNode cell, JsonNode prohibition) {
        ObjectNode consent = JsonNodeFactory.instance.objectNode();
        consent.set("recordId", prohibition.get("recordId"));
        consent.set("purpose", cell.get("purpose"));
        consent.putNull("purposeVersion");
        consent.set("channel", cell.get("channel"));
        consent.putNull("identifierType");
        consent.set("choice", prohibition.get("kind"));
        consent.set("state", prohibition.get("kind"));
        consent.put("effective", true).putNull("because").put("basis", "CONSENT");
        List.of("topics", "offerOwners", "disclosedTo").forEach(consent::putArray);
        consent.put("explicit", false);
        consent.set("doNotAskBefore", prohibition.get("doNotAskBefore"));
        consent.putNull("expiresAt").putNull("notice");
        return consent;
    }

    private ObjectNode closed(ObjectNode fact, String at) {
        fact.putObject("capture")
                .put("method", "RECOVERED")
                .put("actor", "SYSTEM")
                .put("at", at)
                .putNull("original")
                .put("controlDefault", "NONE")
                .put("conditional", false)
                .put("bundled", false)
                .put("gpc", false);
        fact.put("_sd_alg", "sha-256").putArray("_sd").add(decoy());
        return fact;
    }

    private String decoy() {
        byte[] salt = new byte[DECOY_BYTES];
        random.nextBytes(salt);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(salt);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
