// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.consent.sql.Together;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit of work may rely on: its locks are held and nothing is written yet. Valid inside the work only, on its thread. */
public final class CaptureContext {

    private final TenantId tenant;
    private final int epoch;
    private final Instant recordedAt;
    private final Map<IdentifierKey, SubjectId> subjects;
    private final ProtocolSteps steps;
    private final Together pending = new Together();
    private Together.@Nullable Told<Long> number;

    CaptureContext(
            TenantId tenant,
            int epoch,
            Instant recordedAt,
            Map<IdentifierKey, SubjectId> subjects,
            ProtocolSteps steps) {
        this.tenant = tenant;
        this.epoch = epoch;
        this.recordedAt = recordedAt;
        this.subjects = Map.copyOf(subjects);
        this.steps = steps;
    }

    /** The tenant whose rows the transaction sees. */
    public TenantId tenant() {
        return tenant;
    }

    /** The epoch that every row of this transaction carries. */
    public int epoch() {
        return epoch;
    }

    /** The time of recording, read after the locks were held: whole milliseconds, the same for all rows. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The subjects of the scope's identifiers; a key that nobody has is not in it. */
    public Map<IdentifierKey, SubjectId> subjects() {
        return subjects;
    }

    /** The subject that has this identifier. */
    public Optional<SubjectId> subject(IdentifierKey key) {
        return Optional.ofNullable(subjects.get(key));
    }

    /** What is to be written yet: it is run before the transaction ends, or before by {@link #flush}. Whoever reads what it writes flushes. */
    public Together pending() {
        return pending;
    }

    /** Writes what is pending. */
    public void flush() {
        steps.run(pending);
    }

    /** Runs statements on the connection of the transaction. */
    public void run(Together together) {
        steps.run(together);
    }

    /** Has the number assigned by one of these statements, so that {@link #xid} need not ask: after those before it, which write. */
    public void numberWith(Together together) {
        if (number == null) {
            number = steps.xid(together);
        }
    }

    /** The transaction's number; the first call assigns it, and with it the place in the journal. */
    public long xid() {
        if (number == null) {
            Together only = new Together();
            numberWith(only);
            run(only);
        }
        return Objects.requireNonNull(number).get();
    }
}
