// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.platform.id.LupaJacksonModule;

/** Writes states as they are stored and published, and reads stored ones back. Members of a later release are passed over. */
public final class StateJson {

    private static final ObjectMapper JSON = LupaJacksonModule.strict(
                    new ObjectMapper().registerModule(new JavaTimeModule()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private StateJson() {}

    /** Returns the state's JSON. */
    public static String write(StateHead head, PermissionState state) {
        return write(head, state, Standing.LIVE);
    }

    /** Returns the state's JSON. */
    public static String write(StateHead head, PermissionState state, Standing standing) {
        try {
            return JSON.writeValueAsString(StateView.of(head, state, standing));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a state cannot be written", e);
        }
    }

    /** Returns the state that was written. */
    public static PermissionState read(String json) {
        return readWhole(json).state();
    }

    /** What a state says: of the choices, and beside them. */
    public record Whole(PermissionState state, Standing standing) {}

    /** Returns all of the state that was written. */
    public static Whole readWhole(String json) {
        try {
            StateView view = JSON.readValue(json, StateView.class);
            return new Whole(view.state(), view.standing());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored state cannot be read", null);
        }
    }
}
