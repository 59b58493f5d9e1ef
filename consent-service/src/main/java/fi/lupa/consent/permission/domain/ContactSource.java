// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a controller has the contact from (GDPR 14(2)(f)); the source's name is in the vault. */
public record ContactSource(Kind kind, @Nullable LocalDate obtainedAt, boolean disclosureBan) {

    /** The kinds of sources. */
    public enum Kind {
        SELF,
        CONTROLLER_CRM,
        GROUP_COMPANY,
        PARTNER,
        PUBLIC_REGISTER,
        PURCHASED_LIST
    }
}
