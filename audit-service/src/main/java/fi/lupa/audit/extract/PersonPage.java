// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.audit.extract.report.KindWords;
import fi.lupa.audit.pages.OfficersToken;
import fi.lupa.audit.pages.Page;
import fi.lupa.audit.pages.PageFrame;
import fi.lupa.audit.serving.EntryPage;
import fi.lupa.audit.serving.EntryView;
import fi.lupa.audit.serving.SubjectEntries;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page about a person: found by id or by address, both in the body of a form, never in an address of the page. */
@Path("/pages/person")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
final class PersonPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PageFrame frame;
    private final SubjectEntries entries;
    private final SubjectSearch search;
    private final OfficersToken token;
    private final CurrentCaller caller;

    PersonPage(
            PageFrame frame, SubjectEntries entries, SubjectSearch search, OfficersToken token, CurrentCaller caller) {
        this.frame = frame;
        this.entries = entries;
        this.search = search;
        this.token = token;
        this.caller = caller;
    }

    /** What a search came to: a subject with some entries, nobody, or that nobody could tell. */
    record Found(
            @Nullable String subject,
            List<Line> entries,
            @Nullable String next,
            boolean isNobody,
            @Nullable String unobtained) {

        static final Found NOT_ASKED = new Found(null, List.of(), null, false, null);
        static final Found NOBODY = new Found(null, List.of(), null, true, null);

        Found {
            entries = List.copyOf(entries);
        }
    }

    /** An entry on the page. */
    record Line(String at, String kind, String about, String controller, String place) {}

    @GET
    @Operation(hidden = true)
    public Response form() {
        return answer(Found.NOT_ASKED);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response find(MultivaluedMap<String, String> fields) {
        try {
            Optional<String> subject = subject(fields);
            return answer(subject.isEmpty() ? Found.NOBODY : about(subject.get(), text(fields, "cursor")));
        } catch (AskedService.NotObtainedException e) {
            return answer(new Found(null, List.of(), null, false, e.reason()));
        } catch (ProblemException e) {
            if (e.code() != ProblemCode.NOT_FOUND) {
                throw e;
            }
            return answer(Found.NOBODY);
        }
    }

    private Optional<String> subject(MultivaluedMap<String, String> fields) {
        String subject = text(fields, "subjectId");
        String controller = text(fields, "controller");
        String type = text(fields, "type");
        String value = text(fields, "value");
        if (subject != null || controller == null || type == null || value == null) {
            return Optional.ofNullable(subject);
        }
        return search.find(new SubjectSearch.Address(controller, type, value), token.authorization());
    }

    private Found about(String subject, @Nullable String cursor) {
        EntryPage page = entries.some(caller.get(), subject, cursor);
        String language = frame.page("person.title").language();
        return new Found(
                subject,
                page.items().stream().map(entry -> line(entry, language)).toList(),
                page.next(),
                false,
                null);
    }

    private static Line line(EntryView entry, String language) {
        try {
            JsonNode leaf = JSON.readTree(entry.line());
            return new Line(
                    leaf.path("at").asText(),
                    KindWords.of(language, leaf.path("kind").asText()),
                    ReportPart.together(
                            leaf.path("purp").asText(""), leaf.path("chan").asText("")),
                    leaf.path("ctl").asText(""),
                    entry.log() + ":" + entry.index());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a leaf that is not JSON", e);
        }
    }

    private Response answer(Found found) {
        List<String> controllers = caller.get().controllers().stream().sorted().toList();
        return frame.answer(Response.Status.OK, Templates.person(frame.page("person.title"), controllers, found));
    }

    private static @Nullable String text(MultivaluedMap<String, String> fields, String name) {
        String text = fields.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The templates. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance person(Page page, List<String> controllers, Found found);
    }
}
