// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal;

/** Thrown before anything is stored when the database may be behind what was already published; 503 outside. */
public final class WritesRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final WriteRefusal reason;

    public WritesRefusedException(WriteRefusal reason) {
        super(reason.name());
        this.reason = reason;
    }

    /** The reason, whose name is the problem's code. */
    public WriteRefusal reason() {
        return reason;
    }
}
