// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What must be in the lists by which entries are found, summed up while the entries are read. Mutable. */
final class ListedEntries {

    private final byte[] key = new byte[ListSum.KEY_BYTES];
    private final Map<Surplus, ListSum> sums = new EnumMap<>(Surplus.class);

    ListedEntries(RandomGenerator random) {
        random.nextBytes(key);
        for (Surplus list : Surplus.values()) {
            sums.put(list, empty());
        }
    }

    /** Returns a sum of nothing that can be held against those of the entries. */
    ListSum empty() {
        return new ListSum(key);
    }

    ListSum of(Surplus list) {
        return Objects.requireNonNull(sums.get(list));
    }

    /** Adds an entry that was read by a JSON parser, and is filed as what it is. */
    void add(StoredEntry entry) {
        add(Surplus.SUBJECTS, entry, "sub", "n");
        add(Surplus.CONTROLLERS, entry, "ctl", "cn");
    }

    private void add(Surplus list, StoredEntry entry, String name, String number) {
        Long n = entry.number(number);
        if (n != null) {
            byte[] text = String.valueOf(entry.text(name)).getBytes(StandardCharsets.UTF_8);
            of(list).add(text, 0, text.length, n, entry.index());
        }
    }
}
