// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.journal.JournalInsert;
import fi.lupa.consent.journal.relay.Comparison.SubjectKey;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings one subject of the database up to what the topic prohibits, in one transaction of the service's own role. */
public final class SubjectRecovery {

    private final RelayDatabase database;
    private final RecoveryKeys keys;
    private final Ids ids;
    private final InstantSource clock;
    private final RecoveredFacts facts;

    public SubjectRecovery(
            RelayDatabase database, RecoveryKeys keys, Ids ids, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.facts = new RecoveredFacts(random);
    }

    /** What brings back lists that only grow. */
    SuppressionRecovery suppressions() {
        return new SuppressionRecovery(database, ids, clock);
    }

    /** Records again what the topic prohibits; the new state goes out in the new epoch and so stands over the topic's. */
    RecoveredState recover(SubjectKey key, ObjectNode topic, int epoch) throws SQLException {
        try (Connection connection = database.open("lupa-recover-subject")) {
            connection.setAutoCommit(false);
            try (PreparedStatement tenant = connection.prepareStatement("SELECT set_config('lupa.tenant', ?, true)")) {
                tenant.setString(1, key.tenant().toString());
                tenant.execute();
            }
            RecoveryRows rows = new RecoveryRows(connection, key.tenant(), key.subject());
            RecoveredState recovered = recover(connection, rows, topic, epoch);
            connection.commit();
            return recovered;
        }
    }

    private RecoveredState recover(Connection connection, RecoveryRows rows, ObjectNode topic, int epoch)
            throws SQLException {
        TenantId tenant = new TenantId(UUID.fromString(topic.path("tenant").textValue()));
        SubjectId subject = new SubjectId(topic.path("subject").textValue());
        UUID domain = UUID.fromString(topic.path("domain").textValue());
        Instant now = Timestamps.truncate(clock.instant());
        Optional<RecoveryRows.Held> held = rows.find();
        if (held.isEmpty()) {
            rows.create(domain, epoch, keys.newWrappedKey(tenant, domain, subject));
        }
        rows.attach(domain, topic.path("identifiers"));
        RecoveredState recovered =
                RecoveredState.merge(held.map(RecoveryRows.Held::state).orElse(null), topic, Timestamps.format(now));
        int last = Math.max(
                held.map(RecoveryRows.Held::revision).orElse(0),
                topic.path("revision").intValue());
        store(connection, rows, recovered, last, new Row(tenant, subject, epoch, now, sealed(rows, tenant, subject)));
        List<String> holders = rows.holders(topic.path("identifiers"));
        for (String holder : holders) {
            stop(connection, new SubjectId(holder), tenant, epoch, now);
        }
        return recovered.alsoStopped(holders);
    }

    /** Stops a subject that has back what was split off from it. */
    private void stop(Connection connection, SubjectId holder, TenantId tenant, int epoch, Instant now)
            throws SQLException {
        RecoveryRows rows = new RecoveryRows(connection, tenant.value(), holder.value());
        RecoveryRows.Held held = rows.find().orElseThrow();
        RecoveredState stopped = RecoveredState.stopped(held.state(), Timestamps.format(now));
        store(
                connection,
                rows,
                stopped,
                held.revision(),
                new Row(tenant, holder, epoch, now, sealed(rows, tenant, holder)));
    }

    private void store(Connection connection, RecoveryRows rows, RecoveredState recovered, int last, Row row)
            throws SQLException {
        List<ObjectNode> made = facts(recovered, last);
        recovered.state().put("revision", last + made.size());
        rows.update(last + made.size(), recovered.state(), row.epoch(), row.recordedAt());
        keepRecords(rows, recovered, made);
        if (!JournalInsert.insertWhileHeld(connection, row.entries(made, recovered.state()))) {
            throw new RelayFailure("another recovery has opened an epoch meanwhile");
        }
    }

    private static void keepRecords(RecoveryRows rows, RecoveredState recovered, List<ObjectNode> made)
            throws SQLException {
        for (int i = 0; i < recovered.prohibitions().size(); i++) {
            if (made.get(i).has("consent")) {
                rows.keepRecord(made.get(i), recovered.prohibitions().get(i).path("identifier"));
            }
        }
    }

    /** Null when the subject was erased before the backup: then nothing opens its identifiers any more. */
    private byte @Nullable [] sealed(RecoveryRows rows, TenantId tenant, SubjectId subject) throws SQLException {
        Optional<byte[]> wrapped = rows.key();
        if (wrapped.isEmpty()) {
            return null;
        }
        byte[] identifiers = rows.identifiers().toString().getBytes(StandardCharsets.UTF_8);
        return keys.seal(tenant, subject, wrapped.get(), identifiers);
    }

    private List<ObjectNode> facts(RecoveredState recovered, int last) {
        List<ObjectNode> made = new ArrayList<>();
        for (ObjectNode prohibition : recovered.prohibitions()) {
            made.add(facts.of(prohibition, recovered.state(), ids.next(), last + made.size() + 1));
        }
        if (made.isEmpty()) {
            made.add(facts.nothingProhibited(recovered.state(), ids.next(), last + 1));
        }
        return made;
    }

    /** What all journal rows of one subject's recovery have in common. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed through, never compared.
    private record Row(TenantId tenant, SubjectId subject, int epoch, Instant recordedAt, byte @Nullable [] sealed) {

        List<JournalEntry> entries(List<ObjectNode> facts, ObjectNode state) {
            List<JournalEntry> entries = new ArrayList<>();
            for (ObjectNode fact : facts) {
                boolean last = entries.size() == facts.size() - 1;
                entries.add(new JournalEntry(
                        tenant,
                        epoch,
                        UUID.fromString(fact.path("id").textValue()),
                        fact.path("kind").textValue(),
                        subject,
                        fact.path("revision").intValue(),
                        fact.toString(),
                        last ? state.toString() : null,
                        last ? sealed : null,
                        recordedAt));
            }
            return entries;
        }
    }
}
