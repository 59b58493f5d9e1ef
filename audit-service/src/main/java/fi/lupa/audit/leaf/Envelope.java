// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern TYPE = Pattern.compile("fi\\.lupa\\.([a-z][a-z0-9.-]{0,98})\\.v1");

    static Envelope of(IncomingRecord record) {
        Map<String, String> headers = record.headers();
        String type = headers.get("ce_type");
        if (type == null) {
            throw new Refused(Rejection.TYPE_MISSING);
        }
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            throw new Refused(Rejection.TYPE_NOT_SUPPORTED);
        }
        UUID id = Members.uuidOrNull(headers.get("ce_id"));
        return new Envelope(matcher.group(1), id, headers.get("ce_time"), record.key(), record.source());
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
