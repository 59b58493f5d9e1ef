// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** Whether a request may make a device somebody's. */
enum Linking {
    /** The person's own act does. */
    ALLOWED,
    /** The same, and all that is said is a no: it is recorded on everybody, so somebody new may be made for it. */
    ALLOWED_FOR_A_NO,
    /** Nobody is turned away, and nothing is linked: a no is recorded on each by itself. */
    APART,
    /** The request is refused. */
    REFUSED;

    static Linking of(CaptureRequest capture, boolean prohibition) {
        if (capture.byThePerson()) {
            return prohibition ? ALLOWED_FOR_A_NO : ALLOWED;
        }
        return prohibition ? APART : REFUSED;
    }

    boolean links() {
        return this == ALLOWED || this == ALLOWED_FOR_A_NO;
    }

    /** Whether what nobody has may become somebody of its own: only where everybody gets a fact. */
    boolean mayStandApart() {
        return this == APART || this == ALLOWED_FOR_A_NO;
    }
}
