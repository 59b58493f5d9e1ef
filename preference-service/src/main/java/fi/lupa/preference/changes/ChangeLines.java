// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListQuestion;
import fi.lupa.preference.answer.StandingQuestions;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.wire.FeedReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes lines of what was touched: one for each identifier, purpose and channel that the caller may ask about. */
final class ChangeLines {

    private static final String ERASED = "~erased:";

    private final StandingQuestions.Asked asked;
    private final ChangeRows rows;
    private final Cursor from;
    private final String controller;
    private final Function<Cursor, String> writer;
    private final List<ChangeView> lines = new ArrayList<>();

    ChangeLines(
            StandingQuestions.Asked asked,
            ChangeRows rows,
            Cursor from,
            String controller,
            Function<Cursor, String> writer) {
        this.asked = asked;
        this.rows = rows;
        this.from = from;
        this.controller = controller;
        this.writer = writer;
    }

    String write(Cursor cursor) {
        return writer.apply(cursor);
    }

    List<ChangeView> of(List<ChangeRows.Touched> touched) {
        Map<String, List<ChangeRows.Identified>> identifiers = new HashMap<>();
        rows.identifiers(touched.stream().map(found -> found.place().id()).toList())
                .forEach(identified -> identifiers
                        .computeIfAbsent(identified.subject(), subject -> new ArrayList<>())
                        .add(identified));
        for (ChangeRows.Touched found : touched) {
            String id = found.place().id();
            String cursor = write(from.at(found.place()));
            if (id.startsWith("~")) {
                block(id, cursor);
            } else {
                identifiers.getOrDefault(id, List.of()).forEach(identified -> tell(identified, found.since(), cursor));
            }
        }
        return lines;
    }

    private void tell(ChangeRows.Identified identified, @Nullable Instant since, String cursor) {
        String handle = asked.handle(identified.keys());
        Optional<SubjectState> before = before(identified);
        for (StandingQuestions.Standing standing : asked.about(identified.type())) {
            Channel channel = standing.channel();
            Outcome was = before.map(facts -> standing.question().supposing(identified.keys(), facts))
                    .orElse(null);
            lines.add(new ChangeView(
                    handle,
                    controller,
                    standing.purpose(),
                    channel == null ? null : channel.name(),
                    was == null ? null : was.name(),
                    now(standing.question(), identified.keys()).name(),
                    since,
                    cursor));
        }
    }

    /** Somebody at work whose organisation may have said no for its whole domain is told no: a key does not tell the domain. */
    private static Outcome now(ListQuestion question, List<IdentifierKey> keys) {
        try {
            return question.about(keys).outcome();
        } catch (ProblemException addressNeeded) {
            return Outcome.DENY;
        }
    }

    /** The facts as they were known at the cursor, if the identifier was this subject's by then. */
    private Optional<SubjectState> before(ChangeRows.Identified identified) {
        Position known = from.place().position();
        if (from.isAtStart() || identified.since().isAfter(known)) {
            return Optional.empty();
        }
        return rows.stateAt(identified.subject(), known)
                .map(json -> FeedReader.kept(json).facts().askedBy(Set.of(identified.ref())));
    }

    /** Whoever stands on a list that only grows; a key that nobody has any more is of somebody who was erased. */
    private void block(String id, String cursor) {
        int colon = id.lastIndexOf(':');
        Optional<String> value = rows.block(id.substring(1, colon), id.substring(colon + 1));
        for (IdentifierKey key :
                value.map(json -> FeedReader.keptSuppression(json).entries()).orElse(List.of())) {
            List<ChangeRows.Identified> owners = rows.owners(key);
            owners.forEach(identified -> tell(identified, null, cursor));
            if (owners.isEmpty() && id.startsWith(ERASED)) {
                lines.add(new ChangeView(
                        asked.handle(List.of(key)), controller, null, null, null, Outcome.DENY.name(), null, cursor));
            }
        }
    }
}
