// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** What kind of purpose a purpose is. */
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
