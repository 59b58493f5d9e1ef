// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.StandingQuestions;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.feed.TopicConfig;
import fi.lupa.preference.state.store.SnapshotStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells page by page whose permissions were touched and what holds for them now. Nothing is told beyond the place below which both the
 * database and the index are complete, because something older could still come before it (ADR 0031). Blocks.
 */
@Singleton
class Changes {

    private static final Logger LOG = Logger.getLogger(Changes.class);

    /** What turns by the clock alone is recorded by nobody; so a list is told anew as often as one that was checked would be. */
    private static final Duration WHOLE_AGAIN = Duration.ofHours(24);

    private final StandingQuestions questions;
    private final StateIndex index;
    private final Cursors cursors;
    private final DataSource reader;
    private final InstantSource clock;
    private final TopicConfig topics;

    Changes(
            StandingQuestions questions,
            StateIndex index,
            Cursors cursors,
            DataSource reader,
            InstantSource clock,
            TopicConfig topics) {
        this.topics = topics;
        this.questions = questions;
        this.index = index;
        this.cursors = cursors;
        this.reader = reader;
        this.clock = clock;
    }

    ChangeView.Page page(Caller caller, String controller, @Nullable String cursor, int limit) {
        StandingQuestions.Asked asked = questions.open(caller, controller);
        Optional<Cursor> given = Optional.ofNullable(cursor).map(text -> cursors.read(caller, controller, text));
        Position held = asked.held().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        try (Connection connection = reader.getConnection()) {
            connection.setAutoCommit(false);
            try {
                ChangeRows.begin(connection, caller.tenant());
                ChangeRows rows = new ChangeRows(connection, asked.domain(), controller);
                Position stored =
                        rows.stored(parts()).orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
                Position below = stored.isAfter(held) ? held : stored;
                Cursor from = begin(given, rows.base(below));
                ChangeLines lines =
                        new ChangeLines(asked, rows, from, controller, next -> cursors.write(caller, controller, next));
                return page(rows.touched(from.place(), below, limit + 1), lines, from, limit);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warnf("Changes cannot be read: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    private static ChangeView.Page page(List<ChangeRows.Touched> touched, ChangeLines lines, Cursor from, int limit) {
        boolean more = touched.size() > limit;
        List<ChangeRows.Touched> told = more ? touched.subList(0, limit) : touched;
        List<ChangeView> changes = new ArrayList<>(lines.of(told));
        Cursor last = told.isEmpty() ? from : from.at(told.get(told.size() - 1).place());
        return new ChangeView.Page(from.isAtStart(), changes, lines.write(last), more);
    }

    /** Goes on, or begins at the start where what everything rests on was replaced, or the clock alone may have turned something. */
    private Cursor begin(Optional<Cursor> given, Position base) {
        Instant now = clock.instant();
        return given.filter(cursor -> cursor.base().equals(base))
                .filter(cursor -> now.isBefore(cursor.begunAt().plus(WHOLE_AGAIN)))
                .orElseGet(() -> Cursor.start(base, now));
    }

    /** The partitions that must be complete, by the names of their topics. */
    private Set<SnapshotStore.TopicPart> parts() {
        return index.view().stream()
                .flatMap(view -> view.marks().parts().stream())
                .map(part -> new SnapshotStore.TopicPart(part.feed().topic(topics.topicPrefix()), part.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
