// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Somebody said how to be contacted: the person's own fresh and later word may loosen what they said before, any other only adds. */
public record Preferred(Preference.Change change, Act act) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = state.next();
        Preference before =
                next.wishes().preference(change.controller()).orElseGet(() -> Preference.none(change.controller()));
        Preference after =
                act.liftsWhatWasSaidAt(before.at()) ? before.replacedBy(change, act) : before.tightenedBy(change, act);
        return new Folding(next.with(next.wishes().with(after)), null);
    }
}
