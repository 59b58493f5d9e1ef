// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import java.time.Period;

/** What a policy is about. */
public enum RetentionKind {
    /** Evidence and other personal fields of facts, from when nothing rests on them any more. Without a policy it is kept. */
    EVIDENCE(Period.ofYears(10)),
    /** What an erasure keeps sealed, from the erasure on. The person is told the date, so a later policy does not move it. */
    SEALED_PROOF(Period.ofYears(10));

    /** Nothing is so short that an open matter could lose its evidence. */
    static final Period SHORTEST = Period.ofDays(30);

    private final Period longest;

    RetentionKind(Period longest) {
        this.longest = longest;
    }

    Period longest() {
        return longest;
    }
}
