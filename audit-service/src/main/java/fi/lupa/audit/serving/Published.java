// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Answers that caches keep, browsers of any origin may read, and that are not sent again to whoever has them. */
final class Published {

    static final String FOR_SECONDS = "public, max-age=1";
    static final String FOR_A_MINUTE = "public, max-age=60";
    static final String FOR_EVER = "public, max-age=31536000, immutable";
    static final String FOR_EVER_TO_ONE = "private, max-age=31536000, immutable";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int TAG_BYTES = 16;

    private Published() {}

    static Response text(String text, String caching, Request request) {
        return answer(text.getBytes(StandardCharsets.UTF_8), MediaType.valueOf(TEXT), caching, request);
    }

    static Response bytes(byte[] bytes, String caching, Request request) {
        return answer(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE, caching, request);
    }

    private static Response answer(byte[] body, MediaType type, String caching, Request request) {
        EntityTag tag = tag(body);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(body, type) : unchanged;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }

    private static EntityTag tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
