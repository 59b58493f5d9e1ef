// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the CloudEvents headers of a record say.
 *
 * @param kind the part of the type between {@code fi.lupa.} and {@code .v1}
 */
record Envelope(
        String kind,
        @Nullable UUID id,
        @Nullable String time,
        @Nullable String key,
        Source source) {

    private static final String BEFORE_KIND = "fi.lupa.";
    private static final String AFTER_KIND = ".v1";

    static Envelope of(IncomingRecord record) {
        Map<String, String> headers = record.headers();
        String type = headers.get("ce_type");
        if (type == null) {
            throw new Refused(Rejection.TYPE_MISSING);
        }
        UUID id = Members.uuidOrNull(headers.get("ce_id"));
        return new Envelope(kind(type), id, headers.get("ce_time"), record.key(), record.source());
    }

    private static String kind(String type) {
        int end = type.length() - AFTER_KIND.length();
        if (end > BEFORE_KIND.length() && type.startsWith(BEFORE_KIND) && type.endsWith(AFTER_KIND)) {
            String kind = type.substring(BEFORE_KIND.length(), end);
            if (Forms.isKind(kind)) {
                return kind;
            }
        }
        throw new Refused(Rejection.TYPE_NOT_SUPPORTED);
    }

    UUID requireId() {
        if (id == null) {
            throw new Refused(Rejection.ID_INVALID);
        }
        return id;
    }

    void requireKey(String expected) {
        if (!expected.equals(key)) {
            throw new Refused(Rejection.KEY_CONTRADICTS);
        }
    }
}
