// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Callers;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.ProblemRoutes;
import fi.lupa.platform.problem.StackText;
import fi.lupa.preference.answer.ListQuestions;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipException;
import org.jboss.logging.Logger;

/**
 * Takes in lists. A route of its own and no resource, because answers leave while the list still comes; and on a thread of its
 * own, because a list would hold up the event loop for everybody else (ADR 0021). What it serves is described in
 * {@code META-INF/openapi.yaml}.
 */
@Singleton
class AudienceRoute {

    static final String PATH = "/v1/audience-checks";

    private static final Logger LOG = Logger.getLogger(AudienceRoute.class);

    private final QueryReader queries;
    private final ListQuestions questions;
    private final RunningCheck.Parts parts;
    private final Ids ids;
    private final AudienceMetrics metrics;
    private final WorkerExecutor workers;
    private final Semaphore free;

    AudienceRoute(
            QueryReader queries,
            ListQuestions questions,
            RunningCheck.Parts parts,
            Ids ids,
            AudienceMetrics metrics,
            Vertx vertx) {
        this.queries = queries;
        this.questions = questions;
        this.parts = parts;
        this.ids = ids;
        this.metrics = metrics;
        int most = parts.config().concurrent();
        long longest = parts.config().longest().plus(parts.config().longest()).toMillis();
        workers = vertx.createSharedWorkerExecutor("lupa-audience", most, longest, TimeUnit.MILLISECONDS);
        free = new Semaphore(most);
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::take);
    }

    private void take(RoutingContext context) {
        try {
            CheckOrder order = order(context);
            if (!free.tryAcquire()) {
                throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS);
            }
            Intake intake = new Intake(context.request(), parts.config().patience());
            workers.executeBlocking(() -> serve(context, order, intake), false).onComplete(done -> free.release());
        } catch (ProblemException problem) {
            refuse(context, problem);
        }
    }

    private CheckOrder order(RoutingContext context) {
        Caller caller = caller(context);
        caller.needs(Scope.DECISION_READ);
        CheckOrder.Form form = form(context.request());
        return new CheckOrder(ids.next(), parts.clock().instant(), caller, queries.read(context.queryParams()), form);
    }

    private static Caller caller(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user) {
            return Callers.of(user.getSecurityIdentity());
        }
        throw new ProblemException(ProblemCode.TOKEN_INVALID);
    }

    private static CheckOrder.Form form(HttpServerRequest request) {
        String type = header(request, HttpHeaders.CONTENT_TYPE).replaceFirst("\\s*;.*", "");
        String encoding = header(request, HttpHeaders.CONTENT_ENCODING);
        boolean known = List.of(JsonLining.MEDIA_TYPE, CsvLining.MEDIA_TYPE).contains(type)
                && List.of("", "gzip", "identity").contains(encoding);
        if (!known) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        return new CheckOrder.Form(
                type.equals(CsvLining.MEDIA_TYPE),
                encoding.equals("gzip"),
                header(request, HttpHeaders.ACCEPT_ENCODING).matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\b).*"),
                header(request, "Prefer").contains("respond-async"));
    }

    private static String header(HttpServerRequest request, CharSequence name) {
        String value = request.getHeader(name);
        return value == null ? "" : value.trim().toLowerCase(Locale.ROOT);
    }

    private Boolean serve(RoutingContext context, CheckOrder order, Intake intake) {
        try {
            new Transfer(context, parts, order, intake).serve(questions, metrics);
        } catch (ProblemException problem) {
            refuse(context, problem);
        } catch (ZipException | EOFException e) {
            refuse(context, ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_GZIP"));
        } catch (CheckEndedException ended) {
            refuse(
                    context,
                    ProblemException.at(
                            ProblemCode.INVALID_VALUE, "", ended.end().name()));
        } catch (RuntimeException | IOException e) {
            LOG.errorf("An audience check failed: %s", StackText.of(e));
            refuse(context, new ProblemException(ProblemCode.INTERNAL));
        }
        return true;
    }

    /** A client that still sends gets to see the answer, for so much is read away, and then the connection ends. */
    private static void refuse(RoutingContext context, ProblemException problem) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            if (request.version() != HttpVersion.HTTP_2 && !context.response().headWritten()) {
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            request.handler(piece -> {});
            request.resume();
        }
        ProblemRoutes.send(context, problem);
    }
}
