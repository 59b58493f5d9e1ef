// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import fi.lupa.consent.journal.domain.JournalPosition;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts what only the journal's row knows in front of the members of a JSON object, as text: reading and writing every event anew took most of the
 * relay's time. {@link JournalReader} gives objects that have none of these names.
 */
final class StampedText {

    private static final String EMPTY = "{}";

    private StampedText() {}

    /** Returns the object with {@code epoch} and {@code xid}, and, where they are given, {@code identifiers}. */
    static byte[] of(JournalPosition place, String object, byte @Nullable [] identifiers) {
        byte[] stamps = ("{\"epoch\":" + place.epoch() + ",\"xid\":\"" + place.xid() + '"'
                        + (identifiers == null ? "" : ",\"identifiers\":"))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] members = members(object);
        byte[] list = identifiers == null ? new byte[0] : identifiers;
        byte[] whole = new byte[stamps.length + list.length + members.length];
        System.arraycopy(stamps, 0, whole, 0, stamps.length);
        System.arraycopy(list, 0, whole, stamps.length, list.length);
        System.arraycopy(members, 0, whole, stamps.length + list.length, members.length);
        return whole;
    }

    /** What follows the stamps: the object's members after a comma, and its end. */
    private static byte[] members(String object) {
        if (object.charAt(0) != '{') {
            throw new IllegalStateException("a journal row is not a JSON object");
        }
        byte[] members = object.getBytes(StandardCharsets.UTF_8);
        members[0] = ',';
        return EMPTY.equals(object) ? new byte[] {'}'} : members;
    }
}
