// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

/** Says that a value cannot be read; it carries no text of it. */
final class UnreadableException extends RuntimeException {

    private final RejectionReason reason;

    UnreadableException(RejectionReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}
