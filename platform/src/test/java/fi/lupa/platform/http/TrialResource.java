// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.http;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.PublicEndpoint;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemRoutes;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Stands for the resources of a service. */
@Path("/trial")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TrialResource {

    private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final CurrentCaller caller;

    TrialResource(CurrentCaller caller) {
        this.caller = caller;
    }

    void routes(@Observes Router router) {
        router.get("/trial-route")
                .handler(context -> ProblemRoutes.send(context, ProblemCode.STATE_UNAVAILABLE, List.of()));
    }

    @GET
    @Path("/scoped")
    @NeedsScope(Scope.CONSENT_READ)
    public Answer scoped() {
        return new Answer(caller.get().client(), Instant.ofEpochMilli(1));
    }

    @GET
    @Path("/acting")
    @NeedsScope(Scope.CONSENT_READ)
    public Answer acting() {
        caller.get().mayActFor("verkko");
        return scoped();
    }

    @GET
    @Path("/open")
    @PublicEndpoint
    public Answer open() {
        return new Answer("anybody", Instant.ofEpochMilli(1));
    }

    @GET
    @Path("/forgotten")
    public Answer forgotten() {
        return open();
    }

    @GET
    @Path("/broken")
    @PublicEndpoint
    public Answer broken() {
        throw new IllegalStateException("maija@example.fi");
    }

    /** Breaks off after some of the answer, while the thread that sends it is busy until all that follows has been asked of it. */
    @GET
    @Path("/streamed")
    @PublicEndpoint
    @Produces(MediaType.TEXT_PLAIN)
    public StreamingOutput streamed(@Context RoutingContext request) {
        byte[] piece = "x".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        return out -> {
            out.write(piece);
            out.flush();
            Thread worker = Thread.currentThread();
            AtomicBoolean busy = new AtomicBoolean();
            ((HttpServerRequestInternal) request.request()).context().runOnContext(nothing -> {
                busy.set(true);
                while (!WAITING.contains(worker.getState())) {
                    Thread.onSpinWait();
                }
            });
            while (!busy.get()) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("maija@example.fi");
        };
    }

    @POST
    @Path("/body")
    @NeedsScope(Scope.CONSENT_WRITE)
    public Answer body(Body body) {
        return new Answer(body.recipient().toString(), body.at());
    }

    /** What is answered. */
    public record Answer(String client, Instant at) {}

    /** What is sent. */
    public record Body(
            List<RawIdentifier> recipient,
            Instant at,
            int number,
            @Nullable Scope scope) {}
}
