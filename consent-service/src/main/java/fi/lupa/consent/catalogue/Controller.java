// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A controller as a capture needs to know it.
 *
 * @param identityDomain whose keys name its subjects
 * @param defaultRegion for telephone numbers without a country
 * @param withdrawalNeedsControl whether a withdrawal must come from somebody who controls the address
 * @param ownClients clients that act as the controller itself, though they are processors elsewhere
 * @param closesAt from when no permission is taken any more, for it leaves; null: it does not
 */
public record Controller(
        String key,
        int version,
        String legalName,
        UUID identityDomain,
        String defaultRegion,
        String timeZone,
        boolean withdrawalNeedsControl,
        Set<String> ownClients,
        @Nullable Instant closesAt) {

    /** Keeps a copy. */
    public Controller {
        ownClients = Set.copyOf(ownClients);
    }

    /** Whether the same identifiers stand for the same people: it has the same register, and reads telephone numbers alike. */
    public boolean namesAlike(Controller other) {
        return identityDomain.equals(other.identityDomain) && defaultRegion.equals(other.defaultRegion);
    }

    /** Whether it has left: a no is taken from anybody still, a permission from nobody. */
    public boolean isClosed(Instant now) {
        return closesAt != null && !now.isBefore(closesAt);
    }

    /** Throws CONTROLLER_CLOSED once it has left: for all that is not a no, and does not end or answer anything. */
    public void requireOpen(Instant now) {
        if (isClosed(now)) {
            throw new ProblemException(ProblemCode.CONTROLLER_CLOSED);
        }
    }
}
