// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The tenant's logs by name. */
@Path("/v1/logs")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
final class LogResource {

    private final TenantLogs logs;
    private final CurrentCaller caller;

    LogResource(TenantLogs logs, CurrentCaller caller) {
        this.logs = logs;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The tenant's logs, one a year, with size and root hash")
    public Logs all() {
        return new Logs(logs.of(caller.get().tenant()));
    }

    /** The answer. */
    record Logs(List<LogView> items) {

        Logs {
            items = List.copyOf(items);
        }
    }
}
