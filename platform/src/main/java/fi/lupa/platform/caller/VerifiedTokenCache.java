// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.ProblemRoutes;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies bearer tokens with quarkus-oidc and remembers the verified ones for at most a minute, since a signature costs
 * more than the answer it protects. A token without tenant or client is refused like a forged one.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokenCache implements HttpAuthenticationMechanism {

    private static final String BEARER = "Bearer ";

    private final OidcAuthenticationMechanism oidc;
    private final VerifiedTokens<SecurityIdentity> verified;

    VerifiedTokenCache(OidcAuthenticationMechanism oidc, TokenCacheConfig config, InstantSource clock) {
        this.oidc = oidc;
        verified = new VerifiedTokens<>(config.maxSize(), config.maxAge(), clock);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return oidc.authenticate(context, providers);
        }
        Object issuerSetting = context.get(OidcUtils.TENANT_ID_ATTRIBUTE);
        VerifiedTokens.Key key = VerifiedTokens.key(String.valueOf(issuerSetting), header.substring(BEARER.length()));
        return verified.find(key)
                .map(identity -> Uni.createFrom().item(identity))
                .orElseGet(() -> oidc.authenticate(context, providers)
                        .onItem()
                        .ifNotNull()
                        .transform(identity -> remember(key, identity)));
    }

    private SecurityIdentity remember(VerifiedTokens.Key key, SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return identity;
        }
        SecurityIdentity lasting = lasting(identity, caller(token));
        verified.remember(key, lasting, Instant.ofEpochSecond(token.getExpirationTime()));
        return lasting;
    }

    /** Keeps what the token says and lets go of the request it came with; scopes are checked on the caller alone. */
    private static SecurityIdentity lasting(SecurityIdentity identity, Caller caller) {
        QuarkusSecurityIdentity.Builder lasting = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addRoles(identity.getRoles())
                .addAttribute(Callers.ATTRIBUTE, caller);
        identity.getAttributes().forEach((name, value) -> {
            if (!(value instanceof RoutingContext)) {
                lasting.addAttribute(name, value);
            }
        });
        return lasting.build();
    }

    private static Caller caller(JsonWebToken token) {
        try {
            return Callers.of(token);
        } catch (ProblemException e) {
            throw new AuthenticationFailedException();
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    /** Answers 401 as a problem; a challenge that is a redirect (login in a browser) stays quarkus-oidc's. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return oidc.getChallenge(context).onItem().transformToUni(challenge -> {
            if (challenge == null || challenge.status != ProblemCode.TOKEN_INVALID.status()) {
                return oidc.sendChallenge(context);
            }
            ProblemRoutes.send(context, ProblemCode.TOKEN_INVALID, List.of());
            return Uni.createFrom().item(true);
        });
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}
