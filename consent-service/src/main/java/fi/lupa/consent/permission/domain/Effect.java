// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import org.jspecify.annotations.Nullable;

/** What came of one fact. */
public record Effect(
        RecordState state, boolean effective, @Nullable Because because) {

    static Effect of(RecordState state) {
        return new Effect(state, true, null);
    }

    static Effect none(RecordState state, Because because) {
        return new Effect(state, false, because);
    }
}
