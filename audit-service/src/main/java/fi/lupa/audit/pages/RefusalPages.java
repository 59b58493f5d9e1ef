// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.problem.ProblemView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a problem as a page, where a page was asked for. */
final class RefusalPages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageFrame frame;

    RefusalPages(PageFrame frame) {
        this.frame = frame;
    }

    /** Puts a page in the place of a problem; it says the same. */
    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext answer) throws IOException {
        MediaType type = answer.getMediaType();
        boolean isProblem = type != null && type.toString().startsWith(ProblemView.MEDIA_TYPE);
        if (!isProblem || !PagePath.of(request)) {
            return;
        }
        JsonNode problem = JSON.readTree(String.valueOf(answer.getEntity()));
        Page page = new Page(frame.language(), "problem.title", "", null, List.of());
        TemplateInstance template = Templates.refusal(
                page,
                problem.path("title").asText(),
                problem.path("detail").asText(),
                problem.path("code").asText());
        answer.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        PageFrame.protect(Response.ok()).build().getHeaders().forEach((name, values) -> answer.getHeaders()
                .put(name, values));
        answer.setEntity(template.render(), null, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
    }

    /** The templates. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance refusal(Page page, String title, String detail, String code);
    }
}
