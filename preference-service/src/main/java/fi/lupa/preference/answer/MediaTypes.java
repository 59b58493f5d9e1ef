// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON comes in and JSON goes out. */
final class MediaTypes {

    static final String JSON = "application/json;charset=UTF-8";

    private static final String BARE_JSON = "application/json";
    private static final Set<String> TAKE_JSON = Set.of(BARE_JSON, "application/*", "*/*");

    private MediaTypes() {}

    /** Throws UNSUPPORTED_MEDIA_TYPE for a body of another type, NOT_ACCEPTABLE for a client that takes no JSON. */
    static void requireJson(HttpServerRequest request) {
        @Nullable String sent = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (sent == null || !BARE_JSON.equals(bare(sent))) {
            throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        @Nullable String taken = request.getHeader(HttpHeaders.ACCEPT);
        if (taken != null && !takesJson(taken)) {
            throw new ProblemException(ProblemCode.NOT_ACCEPTABLE);
        }
    }

    private static boolean takesJson(String accept) {
        return TAKE_JSON.contains(accept)
                || Arrays.stream(accept.split(",", -1)).map(MediaTypes::bare).anyMatch(TAKE_JSON::contains);
    }

    private static String bare(String mediaType) {
        int parameters = mediaType.indexOf(';');
        String type = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
        return type.trim().toLowerCase(Locale.ROOT);
    }
}
