// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Why a consent cannot be demonstrated (GDPR 7(1), (2), (4)). */
public enum Defect {
    METHOD,
    CONTROL_CHECKED,
    CONDITIONAL,
    BUNDLED,
    NO_NOTICE,
    TC_STRING_INVALID
}
