// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a question. Look at {@link #mayContact()} first: it is true for nothing but an ALLOW about now.
 *
 * @param status of the response; 0 if there was none
 * @param reason the reason code of the answer, or the code of the problem
 * @param body the whole answer, as the OpenAPI document describes it
 */
public record Answer(int status, String decision, String reason, JsonNode body) {

    private static final int OK = 200;

    static Answer of(int status, JsonNode body) {
        boolean answered = status == OK;
        return new Answer(
                status,
                answered ? body.path("decision").asText("DENY") : "DENY",
                body.path(answered ? "reason" : "code").asText("NO_ANSWER"),
                body);
    }

    static Answer none() {
        return new Answer(0, "DENY", "NO_ANSWER", MissingNode.getInstance());
    }

    /** Tells whether the contact may be made now. */
    public boolean mayContact() {
        return status == OK
                && decision.equals("ALLOW")
                && !body.path("hypothetical").asBoolean(true);
    }

    /** Returns what must be done with the contact: an ALLOW holds only with these. */
    public List<String> obligations() {
        List<String> obligations = new ArrayList<>();
        body.path("obligations").forEach(obligation -> obligations.add(obligation.asText()));
        return obligations;
    }

    /** Returns a textual member of the answer, for instance {@code notBefore} or {@code handle}. */
    public Optional<String> text(String member) {
        return Optional.ofNullable(body.path(member).textValue());
    }
}
