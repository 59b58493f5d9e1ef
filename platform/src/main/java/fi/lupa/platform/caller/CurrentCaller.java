// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/**
 * The caller of the request in progress. Inject this, not a {@link Caller}: resources are singletons, and a caller injected
 * into one would be the first request's for ever.
 */
@RequestScoped
public class CurrentCaller {

    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Returns the caller; throws TOKEN_INVALID if there is none. */
    public Caller get() {
        return Callers.of(identity);
    }
}
