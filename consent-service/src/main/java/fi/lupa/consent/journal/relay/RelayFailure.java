// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.concurrent.ExecutionException;

/** Ends one run of the relay; it begins again from the saved position, after database and topics were compared anew. */
final class RelayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RelayFailure(String message) {
        super(message);
    }

    /** Takes the cause out of the wrapper and names its kind. */
    static RelayFailure of(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return ofBroker(cause == null ? failure : cause);
    }

    /** Names the kind of what client or broker said; its text may tell too much. */
    static RelayFailure ofBroker(Throwable told) {
        return new RelayFailure("broker: " + told.getClass().getSimpleName(), told);
    }

    RelayFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
