// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Decision;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The question of the product. Works on the event loop, because it touches memory only. */
@Path("/v1/decisions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@NeedsScope(Scope.DECISION_READ)
public class DecisionResource {

    private final CurrentCaller caller;
    private final AskReader reader;
    private final Answering answering;
    private final Views views;
    private final DecisionMetrics metrics;
    private final Recording recording;

    DecisionResource(
            CurrentCaller caller,
            AskReader reader,
            Answering answering,
            Views views,
            DecisionMetrics metrics,
            Recording recording) {
        this.caller = caller;
        this.reader = reader;
        this.answering = answering;
        this.views = views;
        this.metrics = metrics;
        this.recording = recording;
    }

    /** Answers about one recipient. */
    @POST
    @NonBlocking
    @Operation(summary = "May this controller contact this recipient for this purpose?")
    @APIResponse(responseCode = "200", description = "ALLOW, DENY or DEFER, with its reason")
    @APIResponse(responseCode = "503", description = "STATE_UNAVAILABLE: do not contact, ask again")
    public CompletionStage<DecisionView> decide(
            DecisionRequest request, @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
        Ask ask = reader.single(caller.get(), request, acceptLanguage);
        return answering.answer(ask, here()).thenApply(answer -> {
            Answering.Line line = answer.lines().get(0);
            metrics.count(line.decision());
            Decision decision = line.decision().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
            DecisionView view = views.view(answer, line, decision);
            recording.of(answer).record(line, decision, view);
            return view;
        });
    }

    /** Answers about at most a thousand recipients, in their order. */
    @POST
    @Path("/batch")
    @NonBlocking
    @Operation(summary = "The same question about at most 1,000 recipients, answered in their order")
    @APIResponse(
            responseCode = "200",
            description = "One answer a recipient; where the state could not answer, DENY and retry")
    @APIResponse(responseCode = "503", description = "STATE_UNAVAILABLE: the index is not loaded yet")
    public CompletionStage<BatchView> decideAll(
            BatchRequest request, @HeaderParam("Accept-Language") @Nullable String acceptLanguage) {
        Ask ask = reader.batch(caller.get(), request, acceptLanguage);
        boolean withLinks = Boolean.TRUE.equals(request.unsubscribeLinks());
        return answering.answer(ask, here()).thenApply(answer -> {
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

    /** The event loop of this request, so that a question that has waited is not answered on the tailer's thread. */
    private static Executor here() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
