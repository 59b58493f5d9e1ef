// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * On which lists the asked identifier stands: erased once, the controller's own, and the registers the controller has loaded.
 * A list is not about a person but about an identifier, so it also speaks of one that nobody has recorded.
 */
public record Suppressions(boolean erased, boolean own, Register phone, Register postal) {

    /** On no list, and no register is loaded. */
    public static final Suppressions NONE = new Suppressions(false, false, Register.NONE, Register.NONE);

    /**
     * A restriction register.
     *
     * @param asOf of which day the copy is; null if there is no copy that is whole
     */
    public record Register(boolean listed, @Nullable LocalDate asOf) {

        /** No copy is held. */
        public static final Register NONE = new Register(false, null);

        boolean isFresh(Inquiry inquiry) {
            Instant end = freshUntil(inquiry);
            return end != null && inquiry.at().isBefore(end);
        }

        /** Returns the first moment at which the copy is too old for the controller's policy; null if there is no copy. */
        @Nullable
        Instant freshUntil(Inquiry inquiry) {
            if (asOf == null) {
                return null;
            }
            var zone = inquiry.controller().timeZone();
            return inquiry.policies()
                    .externalListMaxAge()
                    .endFrom(asOf.atStartOfDay(zone).toInstant(), zone);
        }
    }
}
