// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Callers;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.ProblemRoutes;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes questions and gives answers over HTTP. A route and no resource (ADR 0039): the answer is found in memory in a few
 * microseconds, and all that stands around it was several times as dear. It runs on the event loop and never blocks. What it
 * serves is described in {@code META-INF/openapi.yaml}.
 */
@Singleton
class DecisionRoute {

    static final String ONE = "/v1/decisions";
    static final String BATCH = "/v1/decisions/batch";

    /** Not made before the first question: routes are made before the checks of the start. */
    private final Provider<Decisions> decisions;

    private final DecisionJson json;
    private final EvenPace pace;
    private final int longestBody;

    DecisionRoute(
            Provider<Decisions> decisions,
            DecisionJson json,
            EvenPace pace,
            @ConfigProperty(name = "lupa.http.max-body-size") MemorySize longestBody) {
        this.decisions = decisions;
        this.json = json;
        this.pace = pace;
        this.longestBody = Math.toIntExact(longestBody.asLongValue());
    }

    /** What is asked and answered at one path. */
    private interface Exchange {

        CompletionStage<byte[]> answer(Caller caller, byte[] body, HttpServerRequest request, Executor here)
                throws IOException;
    }

    void register(@Observes Router router) {
        serve(router, ONE, this::one);
        serve(router, BATCH, this::batch);
    }

    private void serve(Router router, String path, Exchange exchange) {
        router.post(path).handler(context -> take(context, exchange));
        router.route(path).handler(context -> {
            context.response().putHeader(HttpHeaders.ALLOW, "POST");
            ProblemRoutes.send(context, ProblemCode.METHOD_NOT_ALLOWED, List.of());
        });
    }

    private CompletionStage<byte[]> one(Caller caller, byte[] body, HttpServerRequest request, Executor here)
            throws IOException {
        DecisionRequest question = json.question(body);
        long due = pace.due(question);
        CompletionStage<byte[]> answer = decisions
                .get()
                .decide(caller, question, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), here)
                .thenApply(json::bytes);
        return pace.even(answer, caller, due, here);
    }

    private CompletionStage<byte[]> batch(Caller caller, byte[] body, HttpServerRequest request, Executor here)
            throws IOException {
        BatchRequest questions = json.questions(body);
        long due = pace.due(questions);
        CompletionStage<byte[]> answer = decisions
                .get()
                .decideAll(caller, questions, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), here)
                .thenApply(json::bytes);
        return pace.even(answer, caller, due, here);
    }

    private void take(RoutingContext context, Exchange exchange) {
        try {
            Caller caller = caller(context);
            caller.needs(Scope.DECISION_READ);
            MediaTypes.requireJson(context.request());
            new SmallBody(context, longestBody).read(body -> answer(context, exchange, caller, body));
        } catch (ProblemException problem) {
            refuseUnread(context, problem);
        }
    }

    private static void answer(RoutingContext context, Exchange exchange, Caller caller, byte[] body) {
        try {
            exchange.answer(caller, body, context.request(), here(context)).whenComplete((answer, failure) -> {
                if (failure == null) {
                    context.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.JSON)
                            .end(Buffer.buffer(answer));
                } else {
                    ProblemRoutes.fail(context, failure);
                }
            });
        } catch (IOException | RuntimeException failure) {
            ProblemRoutes.fail(context, failure);
        }
    }

    /** The event loop of this request, so that a question that has waited is not answered on the tailer's thread. */
    private static Executor here(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        return task -> loop.runOnContext(ignored -> task.run());
    }

    private static Caller caller(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user) {
            return Callers.of(user.getSecurityIdentity());
        }
        throw new ProblemException(ProblemCode.TOKEN_INVALID);
    }

    /** The body is read away, so that a client that sends before it listens gets to see the answer. */
    private static void refuseUnread(RoutingContext context, ProblemException problem) {
        context.request().handler(piece -> {}).resume();
        ProblemRoutes.send(context, problem);
    }
}
