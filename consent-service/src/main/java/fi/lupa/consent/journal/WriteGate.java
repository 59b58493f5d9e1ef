// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Says whether this process may write: closed from the start until the database was compared with Kafka, and whenever Kafka turns out
 * to be ahead. It costs no query; the journal's INSERT checks the same hold in the database for all processes. Thread-safe.
 */
@ApplicationScoped
public class WriteGate {

    private volatile Optional<WriteRefusal> refusal = Optional.of(WriteRefusal.NOT_COMPARED_WITH_LOG);

    /** Throws {@link WritesRefusedException} when nothing may be written; call it before a write transaction is opened. */
    public void check() {
        Optional<WriteRefusal> reason = refusal();
        if (reason.isPresent()) {
            throw new WritesRefusedException(reason.get());
        }
    }

    /** The reason why nothing may be written, if there is one. */
    public Optional<WriteRefusal> refusal() {
        return refusal;
    }

    /** Lets writes through. */
    public void open() {
        refusal = Optional.empty();
    }

    /** Refuses writes for this reason from now on. */
    public void close(WriteRefusal reason) {
        refusal = Optional.of(reason);
    }
}
