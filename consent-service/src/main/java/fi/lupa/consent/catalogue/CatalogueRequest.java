// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.Collection;
import java.util.Set;

/** A body that asks for a new version of an entry; it becomes the entry's body as it is, with its defaults filled in. */
interface CatalogueRequest {

    CatalogueKind kind();

    /** Looks at what can be judged from the body alone. */
    void check(Findings findings);

    /** The controllers that the caller has to act for. */
    Set<String> actsFor();

    /** The controllers that have to exist, besides those that the caller acts for. */
    default Collection<String> names() {
        return actsFor();
    }
}
