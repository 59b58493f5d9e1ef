// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import jakarta.ws.rs.container.ContainerRequestContext;

/** Which requests are for pages. */
final class PagePath {

    private PagePath() {}

    static boolean of(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getPath();
        return path.equals("/pages") || path.startsWith("/pages/");
    }
}
