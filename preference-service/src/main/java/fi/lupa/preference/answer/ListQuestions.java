// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.quota.DistinctRecipients;
import fi.lupa.preference.state.Arrivals;
import fi.lupa.preference.state.StateIndex;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Opens questions about lists: everything that can be refused before the first line is refused here. */
@Singleton
public class ListQuestions {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final StateIndex index;
    private final Arrivals arrivals;
    private final AskReader reader;
    private final ListTools tools;

    ListQuestions(StateIndex index, Arrivals arrivals, AskReader reader, ListTools tools) {
        this.index = index;
        this.arrivals = arrivals;
        this.reader = reader;
        this.tools = tools;
    }

    /** What every line needs. */
    @Singleton
    record ListTools(
            IdentifierKeys keys,
            Handles handles,
            UnsubscribeLinks links,
            DecisionMetrics metrics,
            InstantSource clock,
            DistinctRecipients recipients) {}

    /**
     * Returns the question, for recipients of this type; waits until what must have been seen has come, so it blocks.
     *
     * @param withLinks whether answers shall carry the links that mails must carry
     */
    public ListQuestion open(Caller caller, DecisionRequest request, IdentifierType type, boolean withLinks) {
        Ask ask = reader.list(caller, request);
        tools.recipients().refuseBeyond(caller.tenant(), caller.client());
        if (ask.past(tools.clock().instant()).isPresent()) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/at", "LISTS_ARE_NOT_ASKED_ABOUT_THE_PAST");
        }
        if (!ask.rulebook().isCurrent()) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/rulebook", "LISTS_ARE_ANSWERED_BY_THE_CURRENT_ONE");
        }
        StateIndex.View view = index.view().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        ask.atLeast().ifPresent(position -> {
            boolean seen = arrivals.await(() -> new Scene(view, ask).passed(position), PATIENCE)
                    .toCompletableFuture()
                    .join();
            if (!seen) {
                throw new ProblemException(ProblemCode.STATE_UNAVAILABLE);
            }
        });
        Scene scene = new Scene(view, ask);
        if (scene.isStale(tools.clock().instant())) {
            throw new ProblemException(ProblemCode.STATE_UNAVAILABLE);
        }
        scene.refuseWhatIsNotInTheCatalogue();
        return new ListQuestion(tools, ask, scene, type, withLinks);
    }
}
