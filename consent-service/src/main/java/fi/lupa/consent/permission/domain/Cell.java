// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one choice and one identifier: the permission if there is one, otherwise the prohibition if there is one.
 *
 * @param identifier the reference of the subject's identifier; null holds a prohibition for every identifier
 */
public record Cell(
        String controller,
        String purpose,
        @Nullable Channel channel,
        @Nullable Integer identifier,
        @Nullable Permission permission,
        @Nullable Prohibition prohibition,
        @Nullable Pending pending,
        @Nullable Undemonstrable undemonstrable,
        @Nullable Instant askedAt) {

    static Cell empty(ChoiceKey key, @Nullable Integer identifier) {
        return new Cell(key.controller(), key.purpose(), key.channel(), identifier, null, null, null, null, null);
    }

    /** Returns what the choice is about. */
    public ChoiceKey key() {
        return new ChoiceKey(controller, purpose, channel);
    }

    /** Whether anything stands, waits or failed here. */
    boolean says() {
        return permission != null || prohibition != null || pending != null || undemonstrable != null;
    }

    boolean about(ChoiceKey key) {
        return key().equals(key);
    }

    boolean at(@Nullable Integer other) {
        return Objects.equals(identifier, other);
    }

    /** Takes over what was prohibited for every identifier, so that it stays on record beside what lifts it here. */
    Cell beside(@Nullable Prohibition forAll) {
        return forAll == null ? this : with(permission, forAll.joinedWith(prohibition), pending, undemonstrable);
    }

    /** What stands from now on; it ends what waited and what could not be demonstrated. */
    Cell permitted(Permission standing) {
        return with(standing, prohibition, null, null);
    }

    Cell waiting(Pending waiting) {
        return with(permission, prohibition, waiting, undemonstrable);
    }

    /** Kept only where no valid permission stands, so that it can never be mistaken for what decides. */
    Cell notDemonstrable(Undemonstrable defective) {
        return permission == null ? with(null, prohibition, pending, defective) : this;
    }

    /** Ends what was recorded before the prohibition, unless the permission's own act outlives it. */
    Cell endedBy(Instant prohibitedAt) {
        Permission left = permission != null && permission.outlives(prohibitedAt) ? permission : null;
        return with(left, prohibition, null, undemonstrable);
    }

    Cell prohibited(Prohibition added) {
        Cell ended = endedBy(added.at());
        return ended.with(ended.permission, added.joinedWith(prohibition), null, undemonstrable);
    }

    /** A no of the same person, said for everything elsewhere: it ends what was given here, whatever the dates. */
    Cell stopped(Prohibition said) {
        return with(null, said.joinedWith(prohibition), null, undemonstrable);
    }

    /** Takes over another subject's cell: beside a no or a yes of one's own its permission ends. */
    Cell joinedBy(Cell other) {
        boolean empty = permission == null && prohibition == null && identifier != null;
        Undemonstrable defective = undemonstrable == null ? other.undemonstrable : undemonstrable;
        Cell joined = with(empty ? other.permission : null, bothNo(other), empty ? other.pending : null, defective);
        return other.askedAt == null ? joined : joined.asked(other.askedAt);
    }

    private @Nullable Prohibition bothNo(Cell other) {
        return other.prohibition == null ? prohibition : other.prohibition.joinedWith(prohibition);
    }

    /** Only the named record is touched: what was said since stands. */
    Cell expired(UUID recordId, Instant at) {
        Permission standing =
                permission != null && permission.recordId().equals(recordId) ? permission.expired(at) : permission;
        Pending waiting = pending != null && pending.recordId().equals(recordId) ? null : pending;
        return with(standing, prohibition, waiting, undemonstrable);
    }

    Cell asked(Instant at) {
        Instant latest = askedAt != null && askedAt.isAfter(at) ? askedAt : at;
        return new Cell(
                controller, purpose, channel, identifier, permission, prohibition, pending, undemonstrable, latest);
    }

    private Cell with(
            @Nullable Permission newPermission,
            @Nullable Prohibition newProhibition,
            @Nullable Pending newPending,
            @Nullable Undemonstrable newUndemonstrable) {
        return new Cell(
                controller,
                purpose,
                channel,
                identifier,
                newPermission,
                newProhibition,
                newPending,
                newUndemonstrable,
                askedAt);
    }

    Cell withPermission(Permission changed) {
        return with(changed, prohibition, pending, undemonstrable);
    }
}
