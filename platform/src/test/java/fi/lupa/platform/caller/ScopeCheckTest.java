// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.id.TenantId;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ScopeCheckTest {

    private static final Caller WITH_READ = new Caller(
            "survey-vendor", TenantId.ofKey("survey-vendor"), "tool", null, Set.of(), Set.of(Scope.CONSENT_READ));

    @Test
    void lets_whenTheScopeIsThere() {
        assertThatNoException().isThrownBy(() -> check("scoped"));
    }

    @Test
    void refuses_whenTheScopeIsMissing() {
        assertThatThrownBy(() -> check("other")).hasMessage("SCOPE_MISSING");
    }

    @Test
    void refuses_whenTheMethodSaysNothing() {
        assertThatThrownBy(() -> check("forgotten")).hasMessage("SCOPE_MISSING");
    }

    @Test
    void refuses_whenTheMethodSaysBoth() {
        assertThatThrownBy(() -> check("both")).hasMessage("SCOPE_MISSING");
    }

    @Test
    void asksForNoCaller_whenPublic() {
        // Given
        Supplier<Caller> nobody = () -> {
            throw new IllegalStateException("asked");
        };
        // When, Then
        assertThatNoException()
                .isThrownBy(() -> ScopeCheck.rule(Resource.class.getDeclaredMethod("open"), Resource.class)
                        .accept(nobody));
    }

    @Test
    void takesTheMethodsWord_whenTheClassSaysAnother() {
        assertThatThrownBy(() -> ScopeCheck.rule(Scoped.class.getDeclaredMethod("stricter"), Scoped.class)
                        .accept(() -> WITH_READ))
                .hasMessage("SCOPE_MISSING");
        assertThatNoException().isThrownBy(() -> ScopeCheck.rule(Scoped.class.getDeclaredMethod("plain"), Scoped.class)
                .accept(() -> WITH_READ));
        assertThat(Scoped.class).hasAnnotation(NeedsScope.class);
    }

    private static void check(String method) throws NoSuchMethodException {
        ScopeCheck.rule(Resource.class.getDeclaredMethod(method), Resource.class)
                .accept(() -> WITH_READ);
    }

    static class Resource {

        @NeedsScope(Scope.CONSENT_READ)
        void scoped() {}

        @NeedsScope(Scope.CONSENT_WRITE)
        void other() {}

        void forgotten() {}

        @NeedsScope(Scope.CONSENT_READ)
        @PublicEndpoint
        void both() {}

        @PublicEndpoint
        void open() {}
    }

    @NeedsScope(Scope.CONSENT_READ)
    static class Scoped {

        void plain() {}

        @NeedsScope(Scope.RIGHTS_ADMIN)
        void stricter() {}
    }
}
