// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Refuses every JSON body of a resource that holds a personal identity code anywhere, before anything of it is bound, kept
 * or logged. Streams of lines and Vert.x routes call {@link #check} themselves.
 */
@Provider
@Priority(Priorities.ENTITY_CODER)
public final class IdentityCodeGuard implements ReaderInterceptor {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (isJson(context.getMediaType())) {
            byte[] body = context.getInputStream().readAllBytes();
            check(body);
            context.setInputStream(new ByteArrayInputStream(body));
        }
        return context.proceed();
    }

    /** Throws IDENTIFIER_NOT_ACCEPTED with a pointer; text that is no JSON is left for the real reader to refuse. */
    public static void check(byte[] json) {
        if (PersonalIdentityCode.mayBeIn(json)) {
            readThrough(json);
        }
    }

    private static void readThrough(byte[] json) {
        List<FieldError> found = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (found.isEmpty() && parser.nextToken() != null) {
                look(parser, found);
            }
        } catch (JsonProcessingException e) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
        if (!found.isEmpty()) {
            throw new ProblemException(ProblemCode.IDENTIFIER_NOT_ACCEPTED, found);
        }
    }

    private static void look(JsonParser parser, List<FieldError> found) throws IOException {
        boolean isText = parser.currentToken() == JsonToken.VALUE_STRING;
        boolean isName = parser.currentToken() == JsonToken.FIELD_NAME;
        if ((isText || isName) && PersonalIdentityCode.isIn(parser.getText())) {
            found.add(new FieldError(isName ? "" : pointer(parser), IdentifierRefusal.PERSONAL_IDENTITY_CODE.name()));
        }
    }

    /** No step of the pointer can hold a code: names are looked at before what they hold. */
    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    private static boolean isJson(MediaType type) {
        String subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return "json".equals(subtype) || subtype.endsWith("+json");
    }
}
