// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the caller from a token that has been verified; whatever is missing or odd is refused with TOKEN_INVALID. */
public final class Callers {

    /** The attribute under which an identity keeps its caller, so that a cached token is read once. */
    static final String ATTRIBUTE = "lupa.caller";

    private Callers() {}

    /** Returns the caller of an identity; throws TOKEN_INVALID for an anonymous one. */
    public static Caller of(SecurityIdentity identity) {
        Caller known = identity.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return of(token);
        }
        throw refused();
    }

    /** Returns the caller of a verified token. */
    public static Caller of(JsonWebToken token) {
        String tenantKey = text(token, "tenant").orElseThrow(Callers::refused);
        String client = text(token, "azp").or(() -> text(token, "client_id")).orElseThrow(Callers::refused);
        @Nullable String sub = text(token, "sub").orElse(null);
        return new Caller(tenantKey, tenant(tenantKey), client, sub, controllers(token), scopes(token));
    }

    private static TenantId tenant(String tenantKey) {
        try {
            return TenantId.ofKey(tenantKey);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return plain(value).filter(text -> !text.isBlank());
    }

    /** No claim: may act for nobody. A single text is not taken for an array of one. */
    private static Set<String> controllers(JsonWebToken token) {
        Object value = token.getClaim("controllers");
        if (value == null) {
            return Set.of();
        }
        if (value instanceof Collection<?> members) {
            return members.stream()
                    .map(member -> plain(member).orElseThrow(Callers::refused))
                    .collect(Collectors.toUnmodifiableSet());
        }
        throw refused();
    }

    private static Set<Scope> scopes(JsonWebToken token) {
        return text(token, "scope").stream()
                .flatMap(words -> Arrays.stream(words.split(" ", -1)))
                .map(Scope::ofWireName)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> plain(@Nullable Object value) {
        if (value instanceof JsonString json) {
            return Optional.of(json.getString());
        }
        return value instanceof String text ? Optional.of(Objects.requireNonNull(text)) : Optional.empty();
    }

    private static ProblemException refused() {
        return new ProblemException(ProblemCode.TOKEN_INVALID);
    }
}
