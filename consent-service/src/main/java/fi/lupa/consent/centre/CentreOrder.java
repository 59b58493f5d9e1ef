// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.catalogue.Channel;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a button of the page asks for.
 *
 * @param what a purpose's key, a topic, or an ISO 8601 period
 */
record CentreOrder(Act act, @Nullable String what, @Nullable Channel channel) {

    /** What the buttons do. */
    enum Act {
        STOP,
        STOP_MARKETING,
        STOP_SURVEYS,
        STOP_TOPIC,
        PAUSE,
        ONLY_CHANNEL,
        START
    }

    /** Reads the fields of a form; nothing if they are those of no button. */
    static Optional<CentreOrder> of(MultivaluedMap<String, String> fields) {
        String channel = fields.getFirst("channel");
        Optional<Channel> named = named(Channel.values(), channel);
        if (channel != null && !channel.isEmpty() && named.isEmpty()) {
            return Optional.empty();
        }
        return named(Act.values(), fields.getFirst("act"))
                .map(act -> new CentreOrder(act, fields.getFirst("what"), named.orElse(null)));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, @Nullable String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }
}
