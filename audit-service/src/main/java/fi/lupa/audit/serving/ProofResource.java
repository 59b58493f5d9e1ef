// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Proofs that can be checked offline, in the text forms of C2SP. */
@Path("/log/{log}/proof")
@NeedsScope(Scope.AUDIT_READ)
@Produces(ProofResource.TEXT)
@Blocking
final class ProofResource {

    static final String TEXT = MediaType.TEXT_PLAIN + ";charset=utf-8";

    private static final Pattern SIZE = Pattern.compile("0|[1-9]\\d{0,17}");
    private static final Pattern EVENT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final LogProofs proofs;
    private final CurrentCaller caller;

    ProofResource(LogProofs proofs, CurrentCaller caller) {
        this.proofs = proofs;
        this.caller = caller;
    }

    @GET
    @Path("inclusion")
    @Operation(summary = "Proof that an event is under the newest checkpoint, as c2sp.org/tlog-proof")
    public String inclusion(@PathParam("log") String log, @QueryParam("event") @Nullable String event) {
        if (event == null || !EVENT.matcher(event).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "event", "not an event id");
        }
        return proofs.inclusion(caller.get(), log, UUID.fromString(event)).text();
    }

    @GET
    @Path("consistency")
    @Operation(
            summary =
                    "Proof that the tree of size `from` is a beginning of that of the checkpoint of size `to`, or the newest",
            description = "In the form in which c2sp.org/tlog-witness takes it: `old`, hashes, empty line, checkpoint.")
    public String consistency(
            @PathParam("log") String log,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Long older = size("from", from == null ? "" : from);
        Long newer = to == null ? null : size("to", to);
        return proofs.consistency(caller.get(), log, older, newer).text();
    }

    private static Long size(String parameter, String text) {
        if (!SIZE.matcher(text).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, parameter, "not a size");
        }
        return Long.valueOf(text);
    }
}
