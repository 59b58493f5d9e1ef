// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.IdentifierValue;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One question about many recipients, at most a thousand.
 *
 * @param unsubscribeLinks whether each answer shall carry the link that its mail must carry; a thousand are made only if asked for
 */
@Schema(name = "BatchRequest")
public record BatchRequest(
        @Nullable DecisionRequest question,
        @Nullable List<Recipient> recipients,
        @Nullable Boolean unsubscribeLinks) {

    /**
     * One of the recipients.
     *
     * @param ref the caller's own word for it, given back with its answer
     */
    public record Recipient(
            RawIdentifier identifier, @Nullable String ref) {

        /** Reads the wire form: that of an identifier, and a ref. */
        @JsonCreator
        static Recipient of(
                @JsonProperty(value = "type", required = true) @Nullable IdentifierType type,
                @JsonProperty(value = "value", required = true) @Nullable IdentifierValue value,
                @JsonProperty("region") @Nullable String region,
                @JsonProperty("ref") @Nullable String ref) {
            return new Recipient(RawIdentifier.of(type, value, region), ref);
        }

        @Override
        public String toString() {
            return "Recipient[…]";
        }
    }
}
