// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** What a person's plain "stop this" has to be recorded as, so that it says no more and no less than the person meant. */
public enum Stop {
    /** Something was given or asked for: it is taken back. */
    WITHDRAW,
    /** Nothing was given, so contact rests on something else: an objection ends it. */
    OBJECT,
    /** The same no stands already. */
    NOTHING_NEW;

    /** Returns what a stop of this choice for this identifier comes to. */
    public static Stop of(PermissionState state, ChoiceKey key, int identifier) {
        Cell cell = state.cell(key, identifier);
        if (cell.permission() != null || cell.pending() != null || cell.undemonstrable() != null) {
            return WITHDRAW;
        }
        boolean prohibited = cell.prohibition() != null || state.cell(key, null).prohibition() != null;
        return prohibited || state.objections().stream().anyMatch(objection -> same(objection, key))
                ? NOTHING_NEW
                : OBJECT;
    }

    private static boolean same(Objection objection, ChoiceKey key) {
        return objection.liftedAt() == null
                && objection.scope() == ObjectionScope.PURPOSE
                && objection.controller().equals(key.controller())
                && key.purpose().equals(objection.purpose())
                && objection.channel() == key.channel();
    }
}
