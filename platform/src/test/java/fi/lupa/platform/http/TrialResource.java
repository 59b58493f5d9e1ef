// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.http;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.PublicEndpoint;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemRoutes;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
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
import org.jspecify.annotations.Nullable;

/** Stands for the resources of a service. */
@Path("/trial")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TrialResource {

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

    /** Breaks off as soon as it would have to wait for whoever reads it. */
    @GET
    @Path("/streamed")
    @PublicEndpoint
    @Produces(MediaType.TEXT_PLAIN)
    public StreamingOutput streamed(@Context HttpServerResponse answer) {
        byte[] piece = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        return out -> {
            while (!answer.writeQueueFull()) {
                out.write(piece);
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
