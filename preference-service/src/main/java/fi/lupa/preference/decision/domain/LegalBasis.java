// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** What a contact rests on: GDPR Art. 6(1) and the regimes of the Act on Electronic Communications Services. */
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
