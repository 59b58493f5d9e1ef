// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.problem.ProblemLanguage;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Where there are no pages, says so and how to have them, before anybody is asked for a token that no browser has. */
final class PagesOff {

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%2$s</title><style>%4$s</style></head>
            <body><main><h1>%2$s</h1><p>%3$s</p></main></body>
            </html>
            """;

    private final PagesConfig config;

    PagesOff(PagesConfig config) {
        this.config = config;
    }

    /** Answers in the place of every page. */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 2)
    public @Nullable Response say(ContainerRequestContext request) {
        return config.enabled() || !PagePath.of(request)
                ? null
                : answer(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Response answer(@Nullable String languages) {
        PageWords words = new PageWords(ProblemLanguage.of(languages));
        String tag = words.language().tag();
        String html = HTML.formatted(tag, words.of("off.title"), words.of("off.text"), PageStyle.CSS);
        return PageFrame.protect(Response.status(Response.Status.NOT_FOUND))
                .header(HttpHeaders.CONTENT_LANGUAGE, tag)
                .entity(html)
                .build();
    }
}
