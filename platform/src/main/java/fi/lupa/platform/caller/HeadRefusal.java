// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Answers HEAD with 405 where {@link GivesOut} stands: the record would say that data was given, and none was. */
@Provider
@GivesOut
public final class HeadRefusal implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            throw new ProblemException(ProblemCode.METHOD_NOT_ALLOWED);
        }
    }
}
