// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The answer about one line of a list, or what was wrong with the line. */
public record Line(JsonNode body) {

    /** Tells whether the recipient of this line may be contacted. */
    public boolean mayContact() {
        return body.path("decision").asText().equals("ALLOW");
    }

    /** Returns the line's own name, as it was sent. */
    public Optional<String> ref() {
        return Optional.ofNullable(body.path("ref").textValue());
    }

    /** Returns the client's name for the recipient; none if the line could not be read. */
    public Optional<String> handle() {
        return Optional.ofNullable(body.path("handle").textValue());
    }
}
