// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import fi.lupa.audit.merkle.Frontier;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.TileId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds every head and every checkpoint of a log against the tree that grows from its entries.
 *
 * <p>A head that disagrees alone was changed itself; where all later ones disagree too, entries were. What is signed stands above what is only stored.
 */
final class StoredRoots {

    private final RecheckedLog log;
    private final CheckpointNotes notes;
    private final Frontier tree = new Frontier();
    private long headBefore;
    private long agreed;
    private long agreedAndSigned;
    private @Nullable String doubt;
    private long doubted;

    StoredRoots(RecheckedLog log, CheckpointNotes notes) {
        this.log = log;
        this.notes = notes;
    }

    /** Grows by the entries of these hashes; returns what is first wrong on the way, as far as that can be said yet. */
    Optional<String> grow(Connection connection, List<byte[]> hashes) throws SQLException {
        long until = tree.size() + hashes.size();
        Map<Long, StoredHead> stored = StoredHead.read(connection, log, tree.size(), until);
        for (byte[] hash : hashes) {
            tree.append(hash);
            StoredHead at = stored.get(tree.size());
            if (at != null) {
                Optional<String> found = compare(at, new Root(tree.size(), tree.root()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns what no later head has cleared up. */
    Optional<String> doubt() {
        return Optional.ofNullable(doubt);
    }

    private Optional<String> compare(StoredHead at, Root root) {
        Optional<String> found = at.head() == null ? Optional.empty() : head(at, at.head(), root);
        return found.isPresent() || at.checkpoint() == null ? found : checkpoint(at, at.checkpoint(), root);
    }

    private Optional<String> head(StoredHead at, Root head, Root root) {
        if (at.grownFrom() == null || at.grownFrom() != headBefore) {
            return Optional.of("the head of " + at.size() + " does not follow the one of " + headBefore);
        }
        headBefore = at.size();
        if (!head.equals(root)) {
            if (doubt == null) {
                doubt = changedAfter(agreed, at.size());
                doubted = at.size();
            }
            return Optional.empty();
        }
        agreed = at.size();
        return doubt == null
                ? Optional.empty()
                : Optional.of("the head of " + doubted + " is not what its entries give");
    }

    private Optional<String> checkpoint(StoredHead at, Root filed, Root root) {
        Optional<String> found = notes.contradiction(at, root);
        if (found.isEmpty() && filed.equals(root)) {
            agreedAndSigned = at.size();
            return Optional.empty();
        }
        if (found.isEmpty() || !notes.isSignedFor(at)) {
            return Optional.of("the checkpoint of " + at.size() + ": " + found.orElse("filed as another"));
        }
        return Optional.of(doubt != null ? doubt : changedAfter(agreedAndSigned, at.size()));
    }

    /** Entries of full tiles agree with their tiles, so unless a tile was forged with its entry, one after them was changed. */
    private static String changedAfter(long agreed, long size) {
        long last = size - 1;
        long afterTiles = size - size % TileId.FULL;
        if (agreed == last) {
            return "entry " + last + " is not the one that was logged";
        }
        return "one of the entries " + agreed + " to " + last + " is not the one that was logged"
                + (afterTiles > agreed && afterTiles < size
                        ? ", " + afterTiles + " or later unless a tile was forged with it"
                        : "");
    }
}
