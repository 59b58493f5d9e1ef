// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** What a message is to its reader; the last five classes answer for themselves. */
public enum MessageClass {
    MARKETING,
    SURVEY,
    SERVICE,
    STATUTORY,
    COOKIE,
    PROFILING,
    DISCLOSURE,
    AI_PROCESSING,
    PUBLICATION
}
