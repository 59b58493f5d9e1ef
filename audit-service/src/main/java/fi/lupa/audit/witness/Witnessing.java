// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.note.ConsistencyText;
import fi.lupa.audit.merkle.note.TrustPolicy;
import fi.lupa.platform.id.Timestamps;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One round with one witness: every log that has grown is shown to it. No connection is held while it thinks.
 *
 * <p>A witness that has cosigned more than we ever signed, or something of which ours is no continuation, knows another history of the log.
 */
final class Witnessing {

    private final TrustPolicy.Witness witness;
    private final WitnessClient client;
    private final DataSource database;
    private final InstantSource clock;

    Witnessing(TrustPolicy.Witness witness, WitnessClient client, DataSource database, InstantSource clock) {
        this.witness = witness;
        this.client = client;
        this.database = database;
        this.clock = clock;
    }

    /** What came of a round: it ends early at the first thing that is amiss. */
    record Round(int cosigned, Optional<String> failure, Optional<Contradiction> contradiction) {

        private Round withOne() {
            return new Round(cosigned + 1, failure, contradiction);
        }

        private Round failed(String reason) {
            return new Round(cosigned, Optional.of(reason), contradiction);
        }

        private Round contradicted(Contradiction what) {
            return new Round(cosigned, failure, Optional.of(what));
        }

        /** Says whether nothing was amiss so far. */
        boolean goesOn() {
            return failure.isEmpty() && contradiction.isEmpty();
        }
    }

    /** What the witness knows of a log and we do not. */
    record Contradiction(String log, String reason) {}

    /** Shows what has grown; or every log, so that a witness that has seen more can say so. */
    Round round(boolean all) throws SQLException {
        Round round = new Round(0, Optional.empty(), Optional.empty());
        for (Grown log : newest(all)) {
            if (round.goesOn()) {
                round = shown(round, log);
            }
        }
        return round;
    }

    private List<Grown> newest(boolean all) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            return CosignatureTable.newest(connection, witness.key(), all);
        }
    }

    private Round shown(Round round, Grown log) throws SQLException {
        WitnessAnswer answer = ask(log, log.cosigned());
        if (log.cosigned() > 0 && isDisagreement(answer) && !saysWhere(answer)) {
            answer = ask(log, 0); // To which it says at which size it is.
        }
        return answer instanceof WitnessAnswer.Elsewhere elsewhere && saysWhere(answer)
                ? atItsOwnSize(round, log, elsewhere.size())
                : settled(round, log, answer);
    }

    /** Asks again from where the witness says it is: it must be a place where we have been. */
    private Round atItsOwnSize(Round round, Grown log, long size) throws SQLException {
        if (size > log.size()) {
            return isSigned(log, size)
                    ? round // Another process showed it a newer checkpoint meanwhile; the next round sees that one.
                    : round.contradicted(new Contradiction(
                            log.name(),
                            "has cosigned " + size + " entries, and no more than " + log.size() + " were signed"));
        }
        WitnessAnswer answer = ask(log, size);
        if (answer instanceof WitnessAnswer.Elsewhere moved && moved.size() > size && isSigned(log, moved.size())) {
            return round; // It moved on while it was asked.
        }
        if (isDisagreement(answer)) {
            return round.contradicted(new Contradiction(
                    log.name(), "has cosigned " + size + " entries that are not the beginning of this log"));
        }
        return settled(round, log, answer);
    }

    private static boolean isDisagreement(WitnessAnswer answer) {
        return answer instanceof WitnessAnswer.Unproven || answer instanceof WitnessAnswer.Elsewhere;
    }

    private static boolean saysWhere(WitnessAnswer answer) {
        return answer instanceof WitnessAnswer.Elsewhere elsewhere && elsewhere.size() >= 0;
    }

    private Round settled(Round round, Grown log, WitnessAnswer answer) throws SQLException {
        if (answer instanceof WitnessAnswer.Cosigned cosigned) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(true);
                CosignatureTable.keep(connection, log, witness.key(), cosigned, Timestamps.truncate(clock.instant()));
            }
            return round.withOne();
        }
        return round.failed(answer instanceof WitnessAnswer.Failed failed ? failed.reason() : "CONTRADICTS_ITSELF");
    }

    private boolean isSigned(Grown log, long size) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            return size <= CosignatureTable.signedSize(connection, log);
        }
    }

    private WitnessAnswer ask(Grown log, long from) throws SQLException {
        ConsistencyText grown;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            grown = log.since(connection, from);
        }
        return client.cosigned(grown);
    }
}
