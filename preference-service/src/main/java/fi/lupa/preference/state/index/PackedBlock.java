// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.domain.Position;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One block of a suppression list: its keys in one array, in ascending order. Immutable. */
final class PackedBlock {

    private static final int KEY = 32;

    private final Position position;
    private final byte[] keys;
    private final int rows;
    private final boolean unreadable;

    private PackedBlock(Position position, byte[] keys, boolean unreadable) {
        this.position = position;
        this.keys = keys;
        this.rows = keys.length / KEY;
        this.unreadable = unreadable;
    }

    /** A block of which nothing could be read yet. */
    static PackedBlock unread() {
        return new PackedBlock(new Position(0, 0), new byte[0], true);
    }

    static PackedBlock of(Position position, List<IdentifierKey> entries) {
        List<IdentifierKey> sorted = entries.stream()
                .sorted(Comparator.comparing(IdentifierKey::bytes, Arrays::compareUnsigned))
                .toList();
        byte[] keys = new byte[KEY * sorted.size()];
        for (int i = 0; i < sorted.size(); i++) {
            System.arraycopy(sorted.get(i).bytes(), 0, keys, i * KEY, KEY);
        }
        return new PackedBlock(position, keys, false);
    }

    /** Returns this block as one whose later version could not be read. */
    PackedBlock distrusted() {
        return new PackedBlock(position, keys, true);
    }

    boolean isReplacedBy(Position later) {
        return later.isAfter(position) || (unreadable && later.equals(position));
    }

    boolean unreadable() {
        return unreadable;
    }

    int rows() {
        return rows;
    }

    void digestInto(MessageDigest digest) {
        digest.update(keys);
    }

    boolean contains(IdentifierKey key) {
        byte[] sought = key.bytes();
        int low = 0;
        int high = rows - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int start = middle * KEY;
            int order = Arrays.compareUnsigned(keys, start, start + KEY, sought, 0, KEY);
            if (order == 0) {
                return true;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return false;
    }
}
