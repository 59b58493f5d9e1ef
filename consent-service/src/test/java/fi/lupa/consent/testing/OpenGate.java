// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.testing;

import fi.lupa.consent.journal.WriteGate;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Opens the write gate until the relay, which compares database and topics at the start, is part of this module. */
@Singleton
final class OpenGate {

    void open(@Observes StartupEvent start, WriteGate gate) {
        gate.open();
    }
}
