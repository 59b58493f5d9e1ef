// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content of a keyset file; no message from here shows any of it. */
record IdentifierKeyset(
        int current, @Nullable List<Integer> live, @Nullable Map<Integer, String> masters) {

    private static final int MASTER_LENGTH = 32;
    private static final ObjectMapper JSON = LupaJacksonModule.strict(new ObjectMapper());

    static IdentifierKeyset parse(String json) {
        try {
            return JSON.readValue(json, IdentifierKeyset.class);
        } catch (JsonProcessingException e) {
            throw refused("it is not a keyset of the form {current, live, masters}");
        }
    }

    static IdentifierKeyset ofOne(byte[] master) {
        return new IdentifierKeyset(1, List.of(1), Map.of(1, Base64.getEncoder().encodeToString(master)));
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("keyset", e);
        }
    }

    /** Returns the live versions, the current one first. */
    List<Integer> versions() {
        if (live == null
                || masters == null
                || !live.contains(current)
                || !masters.keySet().containsAll(live)) {
            throw refused("current must be live, and every live version needs a master");
        }
        return live.stream()
                .distinct()
                .sorted((one, other) -> Boolean.compare(other == current, one == current))
                .toList();
    }

    Map<Integer, byte[]> keys() {
        Map<Integer, byte[]> keys = new TreeMap<>();
        if (masters != null) {
            masters.forEach((version, text) -> keys.put(version, master(version, text)));
        }
        return keys;
    }

    private static byte[] master(int version, String text) {
        byte[] master;
        try {
            master = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            master = new byte[0];
        }
        if (version < 1 || master.length != MASTER_LENGTH) {
            throw refused("a master has a positive version and base64 of 32 bytes");
        }
        return master;
    }

    private static IllegalStateException refused(String reason) {
        return new IllegalStateException("The identifier keyset is refused: " + reason + ".");
    }

    @Override
    public String toString() {
        return "IdentifierKeyset[current=" + current + "]";
    }
}
