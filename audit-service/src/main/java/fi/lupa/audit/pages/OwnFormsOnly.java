// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Takes forms from these very pages alone, by what the browser says of where a request comes from and no site can say for it: Sec-Fetch-Site, in
 * older browsers Origin. A request that says neither is refused.
 */
final class OwnFormsOnly {

    private static final Set<String> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /** Refuses a form of another site. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void refuseOthers(ContainerRequestContext request) {
        if (PagePath.of(request) && !LOOKING.contains(request.getMethod()) && !isOwn(request)) {
            throw new ProblemException(ProblemCode.CALLER_NOT_AUTHORISED);
        }
    }

    private static boolean isOwn(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        return site == null
                ? isHost(request.getHeaderString("Origin"), request.getHeaderString(HttpHeaders.HOST))
                : site.equals("same-origin");
    }

    private static boolean isHost(@Nullable String origin, @Nullable String host) {
        try {
            return origin != null
                    && host != null
                    && host.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
