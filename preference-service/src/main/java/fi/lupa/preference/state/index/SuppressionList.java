// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.key.Digests;
import fi.lupa.preference.state.wire.SuppressionRecord;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * One suppression list. A list that only grows is all that was read of it; of a register, the slot that is current counts alone
 * once it holds exactly what was announced, and until then every slot does, without a date.
 */
final class SuppressionList {

    private final Map<String, Map<Integer, PackedBlock>> slots = new ConcurrentHashMap<>();
    private Optional<SuppressionRecord> announced = Optional.empty();
    private boolean changed;
    private volatile Optional<SuppressionRecord.Current> inForce = Optional.empty();

    void put(SuppressionRecord fresh) {
        changed = true;
        if (fresh.place().isCurrent()) {
            boolean newer = announced
                    .filter(held -> !fresh.position().isAfter(held.position()))
                    .isEmpty();
            announced = newer ? Optional.of(fresh) : announced;
            return;
        }
        PackedBlock block = PackedBlock.of(fresh.position(), fresh.entries());
        blocks(fresh.place().slot())
                .merge(
                        number(fresh.place().block()),
                        block,
                        (held, same) -> held.isReplacedBy(fresh.position()) ? block : held);
    }

    /** Notes that something newer at this place could not be read. */
    void distrust(SuppressionRecord.Place place) {
        changed = true;
        if (place.isCurrent()) {
            announced = Optional.empty();
        } else {
            blocks(place.slot())
                    .merge(number(place.block()), PackedBlock.unread(), (held, unread) -> held.distrusted());
        }
    }

    /** Looks whether the announced slot is whole; called when a batch was taken in. */
    void settle() {
        if (changed) {
            inForce = announced.flatMap(SuppressionRecord::current).filter(this::holds);
            changed = false;
        }
    }

    /** Of which day the register is; empty for lists that only grow, and for a register that is not whole. */
    Optional<LocalDate> asOf() {
        return inForce.map(SuppressionRecord.Current::asOf);
    }

    boolean contains(IdentifierKey key) {
        return blocksOf(key).anyMatch(block -> block.contains(key));
    }

    boolean isUnreadableAt(IdentifierKey key) {
        return blocksOf(key).anyMatch(PackedBlock::unreadable);
    }

    private Stream<PackedBlock> blocksOf(IdentifierKey key) {
        byte[] bytes = key.bytes();
        int number = ((bytes[0] & 0xff) << 4) | ((bytes[1] >> 4) & 0xf);
        List<Map<Integer, PackedBlock>> counting =
                inForce.map(current -> List.of(blocks(current.slot()))).orElseGet(() -> List.copyOf(slots.values()));
        return counting.stream().flatMap(blocks -> Stream.ofNullable(blocks.get(number)));
    }

    private boolean holds(SuppressionRecord.Current current) {
        Map<Integer, PackedBlock> blocks = new TreeMap<>(blocks(current.slot()));
        blocks.values().removeIf(block -> block.rows() == 0 && !block.unreadable());
        int rows = blocks.values().stream().mapToInt(PackedBlock::rows).sum();
        boolean unread = blocks.values().stream().anyMatch(PackedBlock::unreadable);
        return !unread
                && blocks.size() == current.blocks()
                && rows == current.rows()
                && digest(blocks).equals(current.digest());
    }

    private static String digest(Map<Integer, PackedBlock> blocks) {
        MessageDigest digest = Digests.newSha256();
        blocks.values().forEach(block -> block.digestInto(digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private Map<Integer, PackedBlock> blocks(String slot) {
        return slots.computeIfAbsent(slot, name -> new ConcurrentSkipListMap<>());
    }

    private static int number(String block) {
        try {
            return Integer.parseInt(block, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
