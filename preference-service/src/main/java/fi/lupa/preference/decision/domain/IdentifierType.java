// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** What kind of identifier the question names. */
public enum IdentifierType {
    EMAIL,
    PHONE,
    POSTAL,
    CUSTOMER_NUMBER,
    DEVICE,
    RESPONDENT,
    EMAIL_DOMAIN,
    BUSINESS_ID
}
