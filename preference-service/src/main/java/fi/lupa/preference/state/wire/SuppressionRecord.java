// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.domain.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One block of a suppression list as it came, or the word which slot of a register is current.
 *
 * @param entries the block's; empty for a word about the current slot
 */
public record SuppressionRecord(
        Place place, Position position, List<IdentifierKey> entries, Optional<Current> current) {

    /** Keeps a copy of the list. */
    public SuppressionRecord {
        entries = List.copyOf(entries);
    }

    /** Where in a list: the slot is {@code -} for lists that only grow; a word about the current slot has a block of its own. */
    public record Place(TenantId tenant, String list, String slot, String block) {

        /** The slot of lists that have none. */
        public static final String NO_SLOT = "-";

        static final String CURRENT = "current";

        /** Reads the key {@code tenant:list:slot:block} or {@code tenant:list:current}; lists have a colon of their own. */
        static Optional<Place> ofKey(String key) {
            return SubjectKey.tenantOf(key).flatMap(tenant -> {
                String rest = SubjectKey.afterTenant(key);
                int last = rest.lastIndexOf(':');
                int middle = last < 1 ? -1 : rest.lastIndexOf(':', last - 1);
                String block = rest.substring(last + 1);
                if (last > 0 && block.equals(CURRENT)) {
                    return Optional.of(new Place(tenant, rest.substring(0, last), NO_SLOT, CURRENT));
                }
                return middle < 1
                        ? Optional.empty()
                        : Optional.of(
                                new Place(tenant, rest.substring(0, middle), rest.substring(middle + 1, last), block));
            });
        }

        /** Tells whether this is the word about the current slot. */
        public boolean isCurrent() {
            return block.equals(CURRENT);
        }

        String key() {
            String start = tenant.value() + ":" + list + ":";
            return isCurrent() ? start + CURRENT : start + slot + ":" + block;
        }
    }

    /** Which slot a register is in, and exactly what it must hold before it counts. */
    public record Current(String slot, int blocks, int rows, String digest, LocalDate asOf) {}
}
