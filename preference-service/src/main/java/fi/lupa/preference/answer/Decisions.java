// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Decision;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The question of the product, asked about one recipient or a thousand: read, answered, counted, recorded and shown. */
@Singleton
final class Decisions {

    private final AskReader reader;
    private final Answering answering;
    private final Views views;
    private final DecisionMetrics metrics;
    private final Recording recording;

    Decisions(AskReader reader, Answering answering, Views views, DecisionMetrics metrics, Recording recording) {
        this.reader = reader;
        this.answering = answering;
        this.views = views;
        this.metrics = metrics;
        this.recording = recording;
    }

    /** Answers about one recipient; a question that had to wait is answered on the executor. */
    CompletionStage<DecisionView> decide(
            Caller caller, DecisionRequest request, @Nullable String acceptLanguage, Executor here) {
        Ask ask = reader.single(caller, request, acceptLanguage);
        return answering.answer(ask, here).thenApply(answer -> {
            Answering.Line line = answer.lines().get(0);
            metrics.count(line.decision());
            Decision decision = line.decision().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
            DecisionView view = views.view(answer, line, decision);
            recording.of(answer).record(line, decision, view);
            return view;
        });
    }

    /** Answers about at most a thousand recipients, in their order. */
    CompletionStage<BatchView> decideAll(
            Caller caller, BatchRequest request, @Nullable String acceptLanguage, Executor here) {
        Ask ask = reader.batch(caller, request, acceptLanguage);
        boolean withLinks = Boolean.TRUE.equals(request.unsubscribeLinks());
        return answering.answer(ask, here).thenApply(answer -> {
            Recording.Session session = recording.of(answer);
            return new BatchView(answer.lines().stream()
                    .map(line -> {
                        metrics.count(line.decision());
                        BatchView.LineView shown = views.lineView(answer, line, withLinks);
                        session.record(line, line.decision().orElseGet(() -> Views.unavailable(ask)), shown.answer());
                        return shown;
                    })
                    .toList());
        });
    }
}
