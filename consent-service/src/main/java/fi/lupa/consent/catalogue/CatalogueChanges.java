// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes new versions of entries, one transaction at a time in each tenant. */
@ApplicationScoped
class CatalogueChanges {

    private static final byte[] CATALOGUE = Transactions.lockNamed("catalogue");
    /** The locks under which lists are written, but for the controller's name. */
    private static final List<String> LISTS =
            List.of("suppressions:own:", "suppressions:phone:", "suppressions:postal:");

    private final Transactions transactions;
    private final CatalogueRows rows;
    private final CatalogueLog log;
    private final EntryBodies bodies;
    private final SharedRegisters registers;
    private final InstantSource clock;

    CatalogueChanges(
            Transactions transactions,
            CatalogueRows rows,
            CatalogueLog log,
            EntryBodies bodies,
            SharedRegisters registers,
            InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.log = log;
        this.bodies = bodies;
        this.registers = registers;
        this.clock = clock;
    }

    /** Makes the first version of an entry, or a version of a notice that it has not had; otherwise ALREADY_EXISTS. */
    Written create(Caller caller, String id, CatalogueRequest request) {
        return change(caller, id, request, before -> {
            if (before.isPresent() && !isNewNotice(caller.tenant(), id, request)) {
                throw new ProblemException(ProblemCode.ALREADY_EXISTS);
            }
        });
    }

    /** Makes the next version of an entry that exists; with a version to match, only if that is the current one. */
    Written replace(Caller caller, String id, CatalogueRequest request, @Nullable String onlyIf) {
        return change(caller, id, request, before -> {
            CatalogueEntry current = before.orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
            boolean sameSides = sides(current).equals(sides(request));
            boolean currentMatches = onlyIf == null || onlyIf.equals(current.version());
            if (!sameSides || !currentMatches) {
                throw new ProblemException(ProblemCode.VERSION_CONFLICT);
            }
        });
    }

    private Written change(Caller caller, String id, CatalogueRequest request, Precondition precondition) {
        Findings findings = new Findings();
        request.check(findings);
        findings.settle();
        request.actsFor().forEach(caller::mayActFor);
        TenantId tenant = caller.tenant();
        Set<String> moving = transactions.read(tenant, () -> mayMove(tenant, id, request));
        Set<UUID> domains = transactions.read(tenant, () -> registers.domainsOf(tenant, moving));
        return transactions.write(tenant, locks(domains, moving), () -> {
            Optional<CatalogueEntry> before = rows.current(tenant, request.kind(), id);
            precondition.check(before);
            requireControllers(tenant, request);
            CatalogueEntry entry = entry(tenant, id, request, before);
            List<CatalogueEntry> all = new ArrayList<>(List.of(entry));
            if (request instanceof GroupRequest) {
                all.addAll(registers.moves(tenant, entry, SharedRegisters.sharing(before), domains));
            }
            log.append(caller, all);
            return new Written(entry, log.revision(tenant, transactions));
        });
    }

    private CatalogueEntry entry(
            TenantId tenant, String id, CatalogueRequest request, Optional<CatalogueEntry> before) {
        Instant now = Timestamps.truncate(clock.instant());
        ObjectNode body = bodies.of(request, before, now);
        if (request instanceof ControllerRequest || request instanceof GroupRequest) {
            SharedRegisters.put(body, registers.domainOf(tenant, before, now));
            LeavingControllers.keep(body, before);
        }
        int ordinal = before.map(CatalogueEntry::ordinal).orElse(0) + 1;
        String version = request instanceof NoticeRequest notice ? notice.version() : Integer.toString(ordinal);
        return new CatalogueEntry(request.kind(), id, ordinal, version, body, now);
    }

    private void requireControllers(TenantId tenant, CatalogueRequest request) {
        for (String controller : request.names()) {
            if (rows.current(tenant, CatalogueKind.CONTROLLER, controller).isEmpty()) {
                throw new ProblemException(ProblemCode.CONTROLLER_UNKNOWN);
            }
        }
    }

    private boolean isNewNotice(TenantId tenant, String id, CatalogueRequest request) {
        return request instanceof NoticeRequest notice
                && rows.version(tenant, CatalogueKind.NOTICE, id, notice.version())
                        .isEmpty();
    }

    /** A mandate that changed its parties would let a client forget that it was a processor. */
    private static List<String> sides(CatalogueEntry current) {
        return current.kind() == CatalogueKind.MANDATE
                ? List.of(
                        current.body().path("processor").textValue(),
                        current.body().path("controller").textValue())
                : List.of();
    }

    private static List<String> sides(CatalogueRequest request) {
        return request instanceof MandateRequest mandate
                ? List.of(mandate.processor(), mandate.controller())
                : List.of();
    }

    private Set<String> mayMove(TenantId tenant, String id, CatalogueRequest request) {
        if (!(request instanceof GroupRequest group)) {
            return Set.of();
        }
        Set<String> touched = new TreeSet<>(group.sharing());
        touched.addAll(SharedRegisters.sharing(rows.current(tenant, CatalogueKind.GROUP, id)));
        return Set.copyOf(touched);
    }

    /** Nobody is registered in a domain, and nothing is added to a list of a controller, while the controller may be given another domain. */
    private static List<byte[]> locks(Set<UUID> domains, Set<String> moving) {
        Stream<byte[]> lists = moving.stream()
                .flatMap(controller -> LISTS.stream().map(kind -> Transactions.lockNamed(kind + controller)));
        Stream<byte[]> people = domains.stream().map(Transactions::domainLock);
        return Stream.of(Stream.of(CATALOGUE), people, lists)
                .flatMap(Function.identity())
                .toList();
    }

    /** What was made, and at which revision it can be relied on. */
    record Written(CatalogueEntry entry, String revision) {}

    @FunctionalInterface
    private interface Precondition {
        void check(Optional<CatalogueEntry> before);
    }
}
