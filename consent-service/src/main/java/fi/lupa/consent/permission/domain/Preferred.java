// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Optional;

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
        Optional<Preference> said = next.wishes().preference(change.controller());
        Preference before = said.orElseGet(() -> Preference.none(change.controller()));
        boolean loosens = act.liftsWhatWasSaidAt(before.at()) && (said.isEmpty() || showsControl());
        Preference after = loosens ? before.replacedBy(change, act) : before.tightenedBy(change, act);
        return new Folding(next.with(next.wishes().with(after)), null);
    }

    private boolean showsControl() {
        return identifierType != IdentifierType.DEVICE && act.method().showsControl(identifierType);
    }
}
