// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** What would lawfully change a DENY. */
public enum Remedy {
    ASK_CONSENT,
    CONFIRM_LINK,
    WAIT_UNTIL,
    RENEW_LIST,
    REGISTER_LIA,
    RECORD_SOURCE,
    ASK_WITHOUT_PROFILING,
    NONE
}
