// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers with one page and, in {@code Link}, the address of the next (RFC 8288). */
final class Pages {

    static final String NDJSON = "application/x-ndjson";

    private Pages() {}

    static Response json(Object page, @Nullable String next, UriInfo uri) {
        return linked(Response.ok(page, MediaType.APPLICATION_JSON_TYPE), next, uri);
    }

    /** Answers in the form that the caller likes best; JSON if that is all the same. */
    static Response entries(Slice<LogEntries.Row> slice, HttpHeaders headers, UriInfo uri) {
        MediaType preferred = headers.getAcceptableMediaTypes().get(0);
        return preferred.toString().startsWith(NDJSON) ? lines(slice, uri) : page(slice, uri);
    }

    private static Response page(Slice<LogEntries.Row> slice, UriInfo uri) {
        List<EntryView> views = slice.rows().stream().map(LogEntries.Row::view).toList();
        return json(new EntryPage(views, slice.nextText()), slice.nextText(), uri);
    }

    /** Answers with the lines alone: line i of the answer is exactly a leaf. */
    private static Response lines(Slice<LogEntries.Row> slice, UriInfo uri) {
        String lines =
                slice.rows().stream().map(row -> row.view().line() + "\n").collect(Collectors.joining());
        return linked(Response.ok(lines, NDJSON), slice.nextText(), uri);
    }

    private static Response linked(Response.ResponseBuilder answer, @Nullable String next, UriInfo uri) {
        if (next != null) {
            String query = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", next)
                    .build()
                    .getRawQuery();
            answer.header(HttpHeaders.LINK, "<" + uri.getRequestUri().getRawPath() + "?" + query + ">; rel=\"next\"");
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
