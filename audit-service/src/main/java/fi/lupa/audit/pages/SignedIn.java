// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes whoever is signed in a caller, before scopes are looked at: by the access token of the session, verified as one that comes with a call.
 */
final class SignedIn {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final URI OUT = URI.create("/pages/out");

    private final CurrentIdentityAssociation current;
    private final TenantIdentityProvider tokens;

    SignedIn(CurrentIdentityAssociation current, TenantIdentityProvider tokens) {
        this.current = current;
        this.tokens = tokens;
    }

    /** Ends a session whose access token is no longer good; somebody without a session never gets here. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public @Nullable Response becomeCaller(ContainerRequestContext request) {
        SecurityIdentity session = current.getIdentity();
        if (!PagePath.of(request)) {
            forget(session);
            return null;
        }
        AccessTokenCredential token = session.getCredential(AccessTokenCredential.class);
        if (session.getCredential(IdTokenCredential.class) == null || token == null) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID);
        }
        try {
            current.setIdentity(tokens.authenticate(token).await().atMost(LONGEST));
            return null;
        } catch (AuthenticationFailedException e) {
            return Response.seeOther(OUT).build();
        }
    }

    /** A session is good for pages alone: whoever sends its cookie elsewhere is nobody there. */
    private void forget(SecurityIdentity session) {
        if (session.getCredential(IdTokenCredential.class) != null) {
            current.setIdentity(
                    QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        }
    }
}
