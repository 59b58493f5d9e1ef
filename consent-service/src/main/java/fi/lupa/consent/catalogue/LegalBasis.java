// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

/** What a purpose rests on in a channel; a wish of the controller, which the decision rules may refuse. */
public enum LegalBasis {
    CONSENT,
    SOFT_OPT_IN,
    LEGAL_PERSON_OPT_OUT,
    LEGITIMATE_INTEREST,
    OPT_OUT_CHANNEL,
    CALLBACK_REQUEST,
    CONTRACT,
    LEGAL_OBLIGATION,
    STRICTLY_NECESSARY
}
