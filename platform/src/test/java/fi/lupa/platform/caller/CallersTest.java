// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallersTest {

    private static final Map<String, Object> COMPLETE = Map.of(
            "tenant", "survey-vendor",
            "azp", "survey-tool",
            "sub", "8c1f",
            "controllers", List.of("kysely", "verkko"),
            "scope", "consent:write  openid decision:read");

    static List<Map<String, Object>> refused() {
        return List.of(
                with("tenant", null),
                with("tenant", " "),
                with("tenant", "Not A Key"),
                with("tenant", 7),
                with("azp", null),
                with("azp", ""),
                with("controllers", "kysely"),
                with("controllers", List.of(1)));
    }

    @Test
    void readsEverything_whenTheTokenIsComplete() {
        // When
        Caller caller = Callers.of(token(COMPLETE));
        // Then
        assertThat(caller)
                .isEqualTo(new Caller(
                        "survey-vendor",
                        TenantId.ofKey("survey-vendor"),
                        "survey-tool",
                        "8c1f",
                        Set.of("kysely", "verkko"),
                        Set.of(Scope.CONSENT_WRITE, Scope.DECISION_READ)));
    }

    @Test
    void takesClientId_whenAzpIsMissing() {
        // Given
        Map<String, Object> claims = new HashMap<>(with("azp", null));
        claims.put("client_id", "other-tool");
        claims.remove("controllers");
        claims.remove("scope");
        // When
        Caller caller = Callers.of(token(claims));
        // Then
        assertThat(caller.client()).isEqualTo("other-tool");
        assertThat(caller.controllers()).isEmpty();
        assertThat(caller.scopes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses_whenAClaimIsMissingOrOdd(Map<String, Object> claims) {
        assertThatThrownBy(() -> Callers.of(token(claims)))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code())
                        .isEqualTo(ProblemCode.TOKEN_INVALID));
    }

    @Test
    void mayActOnlyForItsControllersAndScopes() {
        // Given
        Caller caller = Callers.of(token(COMPLETE));
        // When, Then
        assertThatNoException().isThrownBy(() -> caller.mayActFor("kysely"));
        assertThatNoException().isThrownBy(() -> caller.needs(Scope.CONSENT_WRITE));
        assertThatThrownBy(() -> caller.mayActFor("palvelut")).hasMessage("CALLER_NOT_AUTHORISED");
        assertThatThrownBy(() -> caller.needs(Scope.RIGHTS_ADMIN)).hasMessage("SCOPE_MISSING");
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void comesBack_whenWrittenOnTheWire(Scope scope) {
        assertThat(Scope.ofWireName(scope.wireName())).contains(scope);
        assertThat(scope.wireName()).matches("[a-z]+:[a-z]+");
    }

    private static Map<String, Object> with(String claim, @Nullable Object value) {
        Map<String, Object> claims = new HashMap<>(COMPLETE);
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    private static JsonWebToken token(Map<String, Object> claims) {
        return new JsonWebToken() {
            @Override
            public String getName() {
                return "";
            }

            @Override
            public Set<String> getClaimNames() {
                return claims.keySet();
            }

            @Override
            @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
            }) // The interface promises null for a missing claim.
            public <T> T getClaim(String claimName) {
                return (T) claims.get(claimName);
            }
        };
    }
}
