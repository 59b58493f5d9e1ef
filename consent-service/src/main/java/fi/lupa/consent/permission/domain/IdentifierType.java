// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** The types of identifiers a choice can be held for. */
public enum IdentifierType {
    EMAIL,
    PHONE,
    POSTAL,
    CUSTOMER_NUMBER,
    DEVICE,
    RESPONDENT,
    EMAIL_DOMAIN,
    BUSINESS_ID;

    /** Returns whether it names an organisation, which many people may share. */
    public boolean ofOrganisation() {
        return this == EMAIL_DOMAIN || this == BUSINESS_ID;
    }
}
