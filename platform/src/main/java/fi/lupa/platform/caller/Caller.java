// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who calls, as a verified token says it. Immutable. */
public record Caller(
        String tenantKey,
        TenantId tenant,
        String client,
        @Nullable String sub,
        Set<String> controllers,
        Set<Scope> scopes) {

    public Caller {
        controllers = Set.copyOf(controllers);
        scopes = Set.copyOf(scopes);
    }

    /** Throws CALLER_NOT_AUTHORISED unless the token names the controller. */
    public void mayActFor(String controller) {
        if (!controllers.contains(controller)) {
            throw new ProblemException(ProblemCode.CALLER_NOT_AUTHORISED);
        }
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope);
    }

    /** Throws SCOPE_MISSING unless the token carries the scope. */
    public void needs(Scope scope) {
        if (!has(scope)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING);
        }
    }

    @Override
    public String toString() {
        return "Caller[tenant=" + tenantKey + ", client=" + client + "]";
    }
}
