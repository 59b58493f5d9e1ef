// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Which identity domain each controller belongs to. Keys, subject ids and data keys are made per domain, so nobody changes domain once it
 * has subjects.
 */
@ApplicationScoped
class SharedRegisters {

    private static final String DOMAIN = "identityDomain";

    private final CatalogueRows rows;
    private final IdentityDomains domains;
    private final Ids ids;

    SharedRegisters(CatalogueRows rows, IdentityDomains domains, Ids ids) {
        this.rows = rows;
        this.domains = domains;
        this.ids = ids;
    }

    /** The domain of a new version of a controller or group: that of the version before, otherwise a new one. */
    UUID domainOf(TenantId tenant, Optional<CatalogueEntry> before, Instant now) {
        return before.map(SharedRegisters::domain).orElseGet(() -> newDomain(tenant, now));
    }

    /** Writes the domain into the body. */
    static void put(ObjectNode body, UUID domain) {
        body.put(DOMAIN, domain.toString());
    }

    /** The domains that somebody would leave, as they are now. */
    Set<UUID> domainsOf(TenantId tenant, Set<String> controllers) {
        return controllers.stream()
                .flatMap(key -> rows.current(tenant, CatalogueKind.CONTROLLER, key).stream())
                .map(SharedRegisters::domain)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The controllers that share the register of this version of a group. */
    static Set<String> sharing(Optional<CatalogueEntry> group) {
        return group.filter(entry -> entry.body().path("sharedRegister").booleanValue())
                .map(entry -> StreamSupport.stream(entry.body().path("members").spliterator(), false)
                        .map(member -> member.path("controller").textValue())
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    /**
     * New versions of the controllers that join or leave the group's register.
     *
     * @param held the domains whose locks are held
     */
    List<CatalogueEntry> moves(TenantId tenant, CatalogueEntry group, Set<String> before, Set<UUID> held) {
        Set<String> after = sharing(Optional.of(group));
        Set<String> touched = new TreeSet<>(before);
        touched.addAll(after);
        List<CatalogueEntry> moves = new ArrayList<>();
        for (String key : touched) {
            CatalogueEntry controller = rows.current(tenant, CatalogueKind.CONTROLLER, key)
                    .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN));
            boolean joins = after.contains(key);
            if (joins) {
                refuseSecondRegister(tenant, group, key);
            }
            if (joins != domain(controller).equals(domain(group))) {
                UUID target = joins ? domain(group) : newDomain(tenant, group.recordedAt());
                refuseUnlessEmpty(tenant, controller, held);
                moves.add(controller.next(body(controller, target), group.recordedAt()));
            }
        }
        return moves;
    }

    private void refuseUnlessEmpty(TenantId tenant, CatalogueEntry controller, Set<UUID> held) {
        UUID left = domain(controller);
        if (!held.contains(left)) {
            throw new ProblemException(ProblemCode.VERSION_CONFLICT);
        }
        if (domains.hasSubjects(tenant, left) || domains.hasLists(tenant, controller.id())) {
            throw new ProblemException(ProblemCode.IDENTITY_DOMAIN_IN_USE);
        }
    }

    private void refuseSecondRegister(TenantId tenant, CatalogueEntry group, String controller) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("sharedRegister", true);
        part.putArray("members").addObject().put("controller", controller);
        boolean elsewhere = rows.containing(tenant, CatalogueKind.GROUP, part).stream()
                .anyMatch(other -> !other.id().equals(group.id()));
        if (elsewhere) {
            throw ProblemException.at(ProblemCode.VERSION_CONFLICT, "/members", "IN_ANOTHER_SHARED_REGISTER");
        }
    }

    private static ObjectNode body(CatalogueEntry controller, UUID domain) {
        ObjectNode body = controller.body().deepCopy();
        put(body, domain);
        return body;
    }

    private static UUID domain(CatalogueEntry entry) {
        return UUID.fromString(entry.body().path(DOMAIN).textValue());
    }

    private UUID newDomain(TenantId tenant, Instant now) {
        UUID domain = ids.next();
        domains.add(tenant, domain, now);
        return domain;
    }
}
