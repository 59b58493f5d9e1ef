// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for; the cursor is opaque and names the last item that was seen. */
final class Page {

    private static final int USUAL = 50;
    private static final int LARGEST = 200;

    @QueryParam("cursor")
    @Nullable
    String cursor;

    @QueryParam("limit")
    @Nullable
    String limit;

    @Context
    @Nullable
    UriInfo uri;

    boolean isFirst() {
        return cursor == null;
    }

    /** The id after which the page begins; empty for the first. */
    String after() {
        if (cursor == null) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("cursor");
        }
    }

    int afterNumber() {
        String after = after();
        try {
            return after.isEmpty() ? 0 : Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw wrong("cursor");
        }
    }

    int limit() {
        if (limit == null) {
            return USUAL;
        }
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= LARGEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong("limit");
        }
        throw wrong("limit");
    }

    /** Answers with at most {@code limit} items; one more among the found means that there is a next page. */
    <T> Response answer(List<T> found, Function<T, String> position, Function<List<T>, ArrayNode> views) {
        boolean more = found.size() > limit();
        List<T> items = more ? found.subList(0, limit()) : found;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("items", views.apply(items));
        if (!more) {
            return Response.ok(body.putNull("nextCursor")).build();
        }
        String next = encode(position.apply(items.get(items.size() - 1)));
        return Response.ok(body.put("nextCursor", next))
                .header(HttpHeaders.LINK, "<" + place() + "?limit=" + limit() + "&cursor=" + next + ">; rel=\"next\"")
                .build();
    }

    private String place() {
        return uri == null ? "" : uri.getAbsolutePath().getRawPath();
    }

    private static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static ProblemException wrong(String parameter) {
        return ProblemException.at(ProblemCode.INVALID_VALUE, parameter, "NOT_ALLOWED");
    }
}
