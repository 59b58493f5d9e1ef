// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

/** Something that was said about a subject. Each kind knows what it does to a state. */
public sealed interface PermissionFact
        permits Absorbed,
                Asked,
                CallbackAsked,
                CallbackClaimed,
                CallbackReported,
                Described,
                Expired,
                Given,
                Inherited,
                Lifted,
                Noted,
                Objected,
                Preferred,
                Prohibited,
                Related,
                Separated,
                Unprovable {

    /**
     * Folds the fact into the state; the revision grows by one, whatever comes of it.
     *
     * @param purposes the rules of the purposes that stand in the state
     */
    Folding foldInto(PermissionState state, PurposeCatalogue purposes);
}
