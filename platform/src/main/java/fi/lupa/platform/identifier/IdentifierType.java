// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.identifier;

/** What kind of address or number reaches or names a subject. The name is part of every key and never changes. */
public enum IdentifierType {
    EMAIL,
    PHONE,
    POSTAL,
    CUSTOMER_NUMBER,
    /** A cookie or device id. */
    DEVICE,
    /** A survey id and a response id, joined by a slash. */
    RESPONDENT,
    EMAIL_DOMAIN,
    BUSINESS_ID
}
