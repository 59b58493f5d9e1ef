// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the values of a list are written. */
enum ListFormat {
    /** As they are. */
    @JsonProperty("plain")
    PLAIN,
    /** As SHA-256 of their normalised form, in hexadecimal digits. */
    @JsonProperty("sha256")
    SHA256
}
