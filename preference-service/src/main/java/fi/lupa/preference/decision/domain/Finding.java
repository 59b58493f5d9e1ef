// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a rule's condition found: whether the rule applies, and on what record. */
record Finding(
        Kind kind,
        @Nullable Evidence evidence,
        @Nullable Instant until,
        @Nullable Remedy remedy) {

    static final Finding NO = new Finding(Kind.NO, null, null, null);
    static final Finding YES = new Finding(Kind.YES, null, null, null);

    static Finding of(boolean applies) {
        return applies ? YES : NO;
    }

    static Finding on(Evidence evidence) {
        return new Finding(Kind.YES, evidence, null, null);
    }

    /** Returns this finding with the moment it ends (of an ALLOW) or is over (of a DEFER). */
    Finding until(@Nullable Instant end) {
        return new Finding(kind, evidence, end, remedy);
    }

    Finding remediedBy(Remedy changed) {
        return new Finding(kind, evidence, until, changed);
    }

    /** Returns this finding as one that only adds its code, where a consent in disorder does not block. */
    Finding notedUnless(boolean blocks) {
        return kind == Kind.YES && !blocks ? new Finding(Kind.NOTED, evidence, until, remedy) : this;
    }

    boolean applies() {
        return kind != Kind.NO;
    }

    boolean onlyNoted() {
        return kind == Kind.NOTED;
    }

    enum Kind {
        NO,
        NOTED,
        YES
    }
}
