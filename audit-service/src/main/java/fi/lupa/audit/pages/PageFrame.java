// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemLanguage;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the pages of one request: in the language that was chosen, else the one the browser asks for. */
@RequestScoped
public class PageFrame {

    static final String COOKIE = "lupa-language";

    private static final Set<String> TAGS = Set.of("fi", "sv", "en");

    private final HttpHeaders headers;
    private final UriInfo uri;
    private final CurrentCaller caller;

    PageFrame(HttpHeaders headers, UriInfo uri, CurrentCaller caller) {
        this.headers = headers;
        this.uri = uri;
        this.caller = caller;
    }

    /** Returns the frame of a page with that title. */
    public Page page(String titleKey) {
        return page(titleKey, List.of());
    }

    /** Returns the frame of a form in which something is wrong. */
    public Page page(String titleKey, List<FieldError> errors) {
        return new Page(
                language(),
                titleKey,
                uri.getRequestUri().getPath(),
                caller.get().sub(),
                errors);
    }

    /** Answers with a page; nothing of it is kept anywhere. */
    public Response answer(Response.Status status, TemplateInstance template) {
        Response.ResponseBuilder answer = protect(Response.status(status)).entity(template.render());
        String chosen = chosen();
        if (chosen != null) {
            answer.cookie(new NewCookie.Builder(COOKIE)
                    .value(chosen)
                    .path("/pages")
                    .httpOnly(true)
                    .sameSite(NewCookie.SameSite.LAX)
                    .build());
        }
        return answer.header(HttpHeaders.CONTENT_LANGUAGE, language().tag()).build();
    }

    static Response.ResponseBuilder protect(Response.ResponseBuilder answer) {
        return answer.type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", PageStyle.POLICY)
                .header("Referrer-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex");
    }

    ProblemLanguage language() {
        String chosen = chosen();
        Cookie cookie = headers.getCookies().get(COOKIE);
        if (chosen == null && cookie != null && TAGS.contains(cookie.getValue())) {
            chosen = cookie.getValue();
        }
        return ProblemLanguage.of(chosen == null ? headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE) : chosen);
    }

    private @Nullable String chosen() {
        String tag = uri.getQueryParameters().getFirst("lang");
        return tag != null && TAGS.contains(tag) ? tag : null;
    }
}
