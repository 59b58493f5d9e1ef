// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Finds who has an address, by asking consent-service with the token of whoever asks: the log has no addresses. Nothing is kept. */
@Singleton
final class SubjectSearch {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "HTTP_404";

    private final Optional<URI> consentService;

    SubjectSearch(ExtractConfig config) {
        this.consentService = config.consentService();
    }

    /** An address in a controller's register; its text is not for logs. */
    record Address(String controller, String type, String value) {

        @Override
        public String toString() {
            return type + "[…]";
        }
    }

    /** Returns the subject; empty if there is none. Throws {@link AskedService.NotObtainedException} if nobody can tell. */
    Optional<String> find(Address address, String authorization) {
        URI service = consentService.orElseThrow(() -> new AskedService.NotObtainedException("NOT_ASKED"));
        ObjectNode question = JSON.createObjectNode().put("controller", address.controller());
        question.putObject("recipient").put("type", address.type()).put("value", address.value());
        try {
            String answer = new AskedService(service, authorization)
                    .post("/v1/subjects/lookup", "application/json", question.toString());
            String subject = JSON.readTree(answer).path("subjectId").asText("");
            return subject.isEmpty() ? Optional.empty() : Optional.of(subject);
        } catch (AskedService.NotObtainedException e) {
            if (e.reason().equals(NOBODY)) {
                return Optional.empty();
            }
            throw e;
        } catch (JsonProcessingException e) {
            throw new AskedService.NotObtainedException("ANSWER_BROKE_OFF");
        }
    }
}
