// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Says whether this process may write: closed from the start until the database was compared with Kafka, and whenever Kafka turns out
 * to be ahead. It costs no query; the journal's INSERT checks the same hold in the database for all processes. Thread-safe.
 */
@ApplicationScoped
public class WriteGate {

    private final AtomicReference<Optional<WriteRefusal>> refusal =
            new AtomicReference<>(Optional.of(WriteRefusal.NOT_COMPARED_WITH_LOG));

    /** Throws a problem (503) when nothing may be written; call it before a write transaction is opened. */
    public void check() {
        refusal().ifPresent(reason -> {
            throw reason.problem();
        });
    }

    /** The reason why nothing may be written, if there is one. */
    public Optional<WriteRefusal> refusal() {
        return refusal.get();
    }

    /** Lets writes through. */
    public void open() {
        refusal.set(Optional.empty());
    }

    /** Refuses writes for this reason from now on. */
    public void close(WriteRefusal reason) {
        refusal.set(Optional.of(reason));
    }
}
