// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Optional;

/** Tells the rules of purposes that stand in a state. */
@FunctionalInterface
public interface PurposeCatalogue {

    /** Returns the rules of a controller's purpose; empty if it is not known, which never loosens anything. */
    Optional<PurposeRules> rules(String controller, String purpose);
}
