// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** Whether a request may make a device somebody's. */
enum Linking {
    /** The person's own act does. */
    ALLOWED,
    /** Nobody is turned away, and nothing is linked: a no is recorded on each by itself. */
    APART,
    /** The request is refused. */
    REFUSED;

    static Linking of(CaptureRequest capture, boolean prohibition) {
        if (capture.byThePerson()) {
            return ALLOWED;
        }
        return prohibition ? APART : REFUSED;
    }
}
