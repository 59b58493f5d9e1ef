// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

/** Ends one run of the relay; it begins again from the saved position, after database and topics were compared anew. */
final class RelayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RelayFailure(String message) {
        super(message);
    }

    RelayFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
