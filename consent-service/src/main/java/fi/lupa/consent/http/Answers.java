// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Turns what a write answers into bytes that can be kept, and kept bytes into a response. */
@ApplicationScoped
public class Answers {

    private final ObjectMapper json;

    Answers(ObjectMapper json) {
        this.json = json;
    }

    /** The answer with this view as its JSON body. */
    public Answer json(int status, @Nullable String location, Object view) {
        try {
            return new Answer(status, MediaType.APPLICATION_JSON, location, json.writeValueAsBytes(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written", e);
        }
    }

    /** The response with exactly these bytes. */
    public static Response response(Answer answer) {
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(answer.contentType()).entity(answer.body());
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        return response.build();
    }
}
