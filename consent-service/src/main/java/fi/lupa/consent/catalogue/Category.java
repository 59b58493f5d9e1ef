// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

/** What kind of purpose a purpose is; the decision rules choose their gates by it. */
public enum Category {
    DIRECT_MARKETING,
    PROFILING,
    SURVEY,
    COOKIE,
    AD_AUDIENCE,
    DISCLOSURE,
    AI_PROCESSING,
    PUBLICATION,
    SERVICE,
    STATUTORY
}
