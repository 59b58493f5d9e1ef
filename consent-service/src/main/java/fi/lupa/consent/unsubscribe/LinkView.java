// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The header fields of one mail (RFC 8058), or why a line of a batch has none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LinkView(
        @Nullable String ref,

        @JsonProperty("List-Unsubscribe") @Nullable String link,

        @JsonProperty("List-Unsubscribe-Post") @Nullable String post,

        @Nullable String code) {

    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    static LinkView of(@Nullable String ref, String url) {
        return new LinkView(ref, "<" + url + ">", ONE_CLICK, null);
    }

    static LinkView refused(@Nullable String ref, String code) {
        return new LinkView(ref, null, null, code);
    }
}
