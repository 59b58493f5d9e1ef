// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact with what is personal in it.
 *
 * @param missing why what is personal is not there; null: it is, or there never was any
 */
record CopiedFact(
        JsonNode fact, List<Field> fields, @Nullable String missing) {

    /** Keeps a copy. */
    CopiedFact {
        fields = List.copyOf(fields);
    }

    /**
     * A personal field.
     *
     * @param digest by which the log knows it (RFC 9901)
     */
    record Field(String name, JsonNode value, String digest) {

        @Override
        public String toString() {
            return "Field[…]";
        }
    }

    String kind() {
        return fact.path("kind").asText();
    }

    /** Whether the person itself said it: what GDPR 20 lets one take along. */
    boolean givenByThePerson() {
        boolean own = "SUBJECT".equals(fact.at("/capture/actor").asText());
        return own && (kind().startsWith("consent.") || kind().startsWith("preferences."));
    }

    @Override
    public String toString() {
        return "CopiedFact[" + kind() + "]";
    }
}
