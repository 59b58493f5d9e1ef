// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

/** The three answers; DENY is the one given whenever there is doubt. */
public enum Outcome {
    ALLOW,
    DEFER,
    DENY
}
