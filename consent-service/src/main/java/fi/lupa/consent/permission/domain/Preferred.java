// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/**
 * Somebody said how to be contacted: the person's own fresh and later word may loosen what they said before, any other only adds. A plain form
 * that anybody can fill in with anybody's address is not the person's word, and neither is a click in a browser that others use too.
 *
 * @param identifierType of the identifier it was said with
 */
public record Preferred(Preference.Change change, IdentifierType identifierType, Act act) implements PermissionFact {

    @Override
    public Folding foldInto(PermissionState state, PurposeCatalogue purposes) {
        PermissionState next = state.next();
        return new Folding(next.with(next.wishes().with(after(state))), null);
    }

    /** Tells whether it holds anything back, and lets nothing go that was held back before. */
    public boolean onlyHoldsBack(PermissionState state) {
        Preference tightened = before(state).tightenedBy(change, act);
        return tightened.holdsAnythingBack() && after(state).saysTheSameAs(tightened);
    }

    private Preference before(PermissionState state) {
        return state.wishes().preference(change.controller()).orElseGet(() -> Preference.none(change.controller()));
    }

    private Preference after(PermissionState state) {
        Preference before = before(state);
        boolean first = state.wishes().preference(change.controller()).isEmpty();
        boolean loosens = act.liftsWhatWasSaidAt(before.at()) && (first || showsControl());
        return loosens ? before.replacedBy(change, act) : before.tightenedBy(change, act);
    }

    private boolean showsControl() {
        return identifierType != IdentifierType.DEVICE && act.method().showsControl(identifierType);
    }
}
