// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.HashMap;
import java.util.Map;

/**
 * How every client of the relay reaches the broker: the settings {@code kafka.…} of the installation, which say where it is and how it is spoken
 * to (TLS, SASL). What the relay rests on is not among them: it is put over them.
 *
 * @param settings what the installation says
 */
public record BrokerClients(Map<String, Object> settings) {

    /** Keeps a copy. */
    public BrokerClients {
        settings = Map.copyOf(settings);
    }

    /** The settings of one client, of which its own win. */
    Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }
}
