// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Actor;

/** Whether a request may make a device somebody's. */
enum Linking {
    /** The person's own act does. */
    ALLOWED,
    /** Nobody is turned away, and nothing is linked: a no is recorded on each by itself. */
    APART,
    /** The request is refused. */
    REFUSED;

    static Linking of(CaptureRequest capture, boolean prohibition) {
        boolean own = capture.method().ownAct()
                && capture.actor() != Actor.SYSTEM
                && (capture.method().witnessed() || capture.actor() != Actor.STAFF);
        if (own) {
            return ALLOWED;
        }
        return prohibition ? APART : REFUSED;
    }
}
