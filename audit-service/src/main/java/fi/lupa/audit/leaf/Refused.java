// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

/** Leaves the reading of one record with the reason; it never leaves this package. */
final class Refused extends RuntimeException {

    private final Rejection reason;

    Refused(Rejection reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Rejection reason() {
        return reason;
    }
}
