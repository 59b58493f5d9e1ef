// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Lets nobody reach a resource method that does not say who may: {@link NeedsScope} or {@link PublicEndpoint}. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public final class ScopeCheck implements ContainerRequestFilter {

    private static final Logger LOG = Logger.getLogger(ScopeCheck.class);

    private final ResourceInfo resource;
    private final CurrentCaller caller;
    private final Map<Method, Consumer<Supplier<Caller>>> rules = new ConcurrentHashMap<>();

    ScopeCheck(@Context ResourceInfo resource, CurrentCaller caller) {
        this.resource = resource;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        rules.computeIfAbsent(method, known -> rule(known, resource.getResourceClass()))
                .accept(caller::get);
    }

    /** Reads the rule of a method; the method's own word stands before its class's. */
    static Consumer<Supplier<Caller>> rule(Method method, Class<?> type) {
        return ruleOn(method).or(() -> ruleOn(type)).orElseGet(() -> {
            LOG.errorf("Refused: %s.%s says neither @NeedsScope nor @PublicEndpoint", type.getName(), method.getName());
            return ScopeCheck::deny;
        });
    }

    private static Optional<Consumer<Supplier<Caller>>> ruleOn(AnnotatedElement element) {
        NeedsScope needs = element.getAnnotation(NeedsScope.class);
        boolean isPublic = element.isAnnotationPresent(PublicEndpoint.class);
        if (needs == null) {
            return isPublic ? Optional.of(ScopeCheck::allow) : Optional.empty();
        }
        Scope scope = needs.value();
        return Optional.of(isPublic ? ScopeCheck::deny : known -> known.get().needs(scope));
    }

    private static void allow(Supplier<Caller> caller) {}

    private static void deny(Supplier<Caller> caller) {
        throw new ProblemException(ProblemCode.SCOPE_MISSING);
    }
}
