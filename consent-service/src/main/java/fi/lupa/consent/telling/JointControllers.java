// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.catalogue.Arrangement;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds who relies on the same consent as the controller at which it was taken back: a no said to one is said to all (C-129/21). */
@ApplicationScoped
class JointControllers {

    private static final String ALL = "*";

    private final Catalogue catalogue;
    private final GivenNotices given;

    JointControllers(Catalogue catalogue, GivenNotices given) {
        this.catalogue = catalogue;
        this.given = given;
    }

    /** The other controllers of the subject's register, by arrangement or by the notice under which the person said yes. */
    Set<String> of(TenantId tenant, Cause cause, Instant at) {
        Set<String> joint = new TreeSet<>();
        if (!cause.joint()) {
            return joint;
        }
        catalogue.arrangementsOf(tenant, cause.controller()).stream()
                .filter(arrangement -> isInForce(arrangement, at) && covers(arrangement, cause.purpose()))
                .forEach(arrangement -> joint.addAll(arrangement.controllers()));
        given.of(tenant, cause).stream()
                .flatMap(notice -> catalogue.notice(tenant, notice.id(), notice.version()).stream())
                .forEach(notice -> joint.addAll(notice.controllers()));
        joint.remove(cause.controller());
        joint.removeIf(key -> catalogue
                .controller(tenant, key)
                .filter(other -> other.identityDomain().equals(cause.domain()))
                .isEmpty());
        return joint;
    }

    private static boolean isInForce(Arrangement arrangement, Instant at) {
        Instant until = arrangement.until();
        return !at.isBefore(arrangement.from()) && (until == null || at.isBefore(until));
    }

    private static boolean covers(Arrangement arrangement, @Nullable String purpose) {
        Set<String> purposes = arrangement.purposes();
        return purpose == null || purposes.contains(purpose) || purposes.contains(ALL);
    }
}
