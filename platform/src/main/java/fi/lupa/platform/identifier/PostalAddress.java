// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A postal address as a client writes it; its text form has one line per field and never line breaks within one. */
public record PostalAddress(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("street") @Nullable String street,
        @JsonProperty("postcode") @Nullable String postcode,
        @JsonProperty("city") @Nullable String city,
        @JsonProperty("country") @Nullable String country) {

    private static final int LINES = 5;

    /** Returns the five fields as five lines; a missing field is an empty line. */
    public String canonical() {
        return String.join("\n", line(name), line(street), line(postcode), line(city), line(country));
    }

    /** Returns the address of a text made by {@link #canonical()}, or nothing. */
    public static Optional<PostalAddress> parse(String canonical) {
        String[] lines = canonical.split("\n", -1);
        return lines.length == LINES
                ? Optional.of(new PostalAddress(lines[0], lines[1], lines[2], lines[3], lines[4]))
                : Optional.empty();
    }

    private static String line(@Nullable String field) {
        return TextForms.collapse(Objects.requireNonNullElse(field, ""));
    }

    @Override
    public String toString() {
        return "POSTAL[…]";
    }
}
