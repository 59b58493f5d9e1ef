// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header's value: a quoted string as the draft has it, or the bare key as most clients send it. */
final class IdempotencyKey {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:~+/=-]{1,200}");

    private IdempotencyKey() {}

    /** Returns the key; the same one whether it came with quotes or without. */
    static Optional<String> parse(String header) {
        String text = header.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        String key = quoted ? text.substring(1, text.length() - 1) : text;
        return BARE.matcher(key).matches() ? Optional.of(key) : Optional.empty();
    }
}
