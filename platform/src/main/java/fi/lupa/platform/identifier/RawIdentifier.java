// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An identifier as a client sent it, not yet looked at.
 *
 * @param value for {@code POSTAL} the text of {@link PostalAddress#canonical()}
 * @param region ISO 3166 code by which national notation is read; the controller's default region if null
 */
public record RawIdentifier(
        IdentifierType type, String value, @Nullable String region) {

    public RawIdentifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /** Returns the identifier of a postal address. */
    public static RawIdentifier of(PostalAddress address, @Nullable String region) {
        return new RawIdentifier(IdentifierType.POSTAL, address.canonical(), region);
    }

    /** Reads the wire form; throws IllegalArgumentException if an object is given for another type than POSTAL. */
    @JsonCreator
    public static RawIdentifier of(
            @JsonProperty(value = "type", required = true) @Nullable IdentifierType type,
            @JsonProperty(value = "value", required = true) @Nullable IdentifierValue value,
            @JsonProperty("region") @Nullable String region) {
        if (type == null || value == null) {
            throw new IllegalArgumentException("type and value are required");
        }
        if (value.postal() != (type == IdentifierType.POSTAL)) {
            throw new IllegalArgumentException("an object is the value of POSTAL and of nothing else");
        }
        return new RawIdentifier(type, value.text(), region);
    }

    @Override
    public String toString() {
        return type + "[…]";
    }
}
