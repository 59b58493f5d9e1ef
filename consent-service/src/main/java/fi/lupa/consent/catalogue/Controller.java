// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.Set;
import java.util.UUID;

/**
 * A controller as a capture needs to know it.
 *
 * @param identityDomain whose keys name its subjects
 * @param defaultRegion for telephone numbers without a country
 * @param withdrawalNeedsControl whether a withdrawal must come from somebody who controls the address
 * @param ownClients clients that act as the controller itself, though they are processors elsewhere
 */
public record Controller(
        String key,
        int version,
        String legalName,
        UUID identityDomain,
        String defaultRegion,
        String timeZone,
        boolean withdrawalNeedsControl,
        Set<String> ownClients) {

    /** Keeps a copy. */
    public Controller {
        ownClients = Set.copyOf(ownClients);
    }
}
