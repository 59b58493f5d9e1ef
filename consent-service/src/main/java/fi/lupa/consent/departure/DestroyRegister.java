// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.LeavingControllers;
import fi.lupa.consent.rights.EraseSubject;
import fi.lupa.consent.rights.RequestIntake;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Erases everybody in the register of a controller that has left, one person a transaction, each as an erasure that was asked for: sealed proof and a
 * tombstone stay. Killed anywhere it goes on; who says no afterwards is turned into a tombstone by the next run.
 */
@ApplicationScoped
class DestroyRegister {

    private static final Logger LOG = Logger.getLogger(DestroyRegister.class);
    private static final String CLIENT = "lupa";
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final DepartureRows rows;
    private final RegisterRows register;
    private final OrderDeparture departures;
    private final Erasing erasing;
    private final Registers registers;

    DestroyRegister(
            Transactions transactions,
            DepartureRows rows,
            RegisterRows register,
            OrderDeparture departures,
            Erasing erasing,
            Registers registers) {
        this.transactions = transactions;
        this.rows = rows;
        this.register = register;
        this.departures = departures;
        this.erasing = erasing;
        this.registers = registers;
    }

    /** How a person is erased. */
    @Dependent
    static class Erasing {

        private final Subjects subjects;
        private final OtherFacts facts;
        private final EraseSubject erasure;
        private final RequestIntake requests;

        Erasing(Subjects subjects, OtherFacts facts, EraseSubject erasure, RequestIntake requests) {
            this.requests = requests;
            this.subjects = subjects;
            this.facts = facts;
            this.erasure = erasure;
        }
    }

    /** Who shares a register, and what time it is. */
    @Dependent
    static class Registers {

        private final Catalogue catalogue;
        private final LeavingControllers leaving;
        private final InstantSource clock;

        Registers(Catalogue catalogue, LeavingControllers leaving, InstantSource clock) {
            this.catalogue = catalogue;
            this.leaving = leaving;
            this.clock = clock;
        }

        Instant now() {
            return Timestamps.truncate(clock.instant());
        }
    }

    /** A departure whose whole register goes. */
    private record Due(Departure departure, Controller controller) {}

    /** Returns how many people were erased. */
    long run(TenantId tenant) {
        long erased = 0;
        for (Due due : transactions.read(tenant, () -> due(tenant))) {
            if (begin(tenant, due)) {
                erased += destroy(tenant, due);
            }
        }
        return erased;
    }

    private List<Due> due(TenantId tenant) {
        Instant now = registers.now();
        Map<String, Departure> byController = new HashMap<>();
        rows.all(tenant).stream()
                .filter(departure -> departure.isDue(now))
                .forEach(departure -> byController.put(departure.controller(), departure));
        return byController.values().stream()
                .flatMap(departure -> registers.catalogue.controller(tenant, departure.controller()).stream()
                        .filter(controller -> registers.leaving.sharing(tenant, controller).stream()
                                .allMatch(other -> byController.containsKey(other.key())))
                        .map(controller -> new Due(departure, controller)))
                .toList();
    }

    /** From here on it cannot be taken back: false if it just was. */
    private boolean begin(TenantId tenant, Due due) {
        if (due.departure().begunAt() != null) {
            return true;
        }
        Instant now = registers.now();
        return transactions.write(tenant, lock(due), () -> {
            Optional<Departure> standing = rows.find(tenant, due.departure().controller())
                    .filter(found -> found.id().equals(due.departure().id()) && found.isDue(now));
            standing.filter(found -> found.begunAt() == null).ifPresent(found -> {
                rows.begin(tenant, found.id(), now);
                erasing.requests.ordered(
                        tenant,
                        CLIENT,
                        found.id(),
                        found.controller(),
                        found.times().noticeAt(),
                        now);
            });
            return standing.isPresent();
        });
    }

    private long destroy(TenantId tenant, Due due) {
        long erased = 0;
        List<SubjectId> people;
        do {
            people = transactions.read(
                    tenant, () -> register.people(tenant, due.controller().identityDomain(), AT_ONCE));
            for (SubjectId person : people) {
                erase(tenant, due, person);
            }
            erased += people.size();
        } while (people.size() == AT_ONCE);
        if (due.departure().destroyedAt() == null) {
            finish(tenant, due);
        }
        return erased;
    }

    private void erase(TenantId tenant, Due due, SubjectId person) {
        transactions.capture(CaptureScope.ofSubjects(tenant, Set.of(person)), context -> {
            Optional<OpenSubject> found = erasing.subjects.open(tenant, person);
            found.ifPresent(subject -> {
                OtherFacts.Telling telling =
                        erasing.facts.begin(context, CLIENT, due.departure().controller());
                erasing.erasure.erase(context, telling, subject, due.departure().id(), true);
                telling.close();
                rows.erased(tenant, due.departure().id());
            });
            return found.isPresent();
        });
    }

    private void finish(TenantId tenant, Due due) {
        Instant now = registers.now();
        List<byte[]> locks = List.of(
                LeavingControllers.lock(),
                Transactions.lockNamed(due.departure().lock()));
        transactions.write(tenant, locks, () -> {
            rows.finish(tenant, due.departure().id(), now);
            departures.note(tenant, CLIENT, due.departure(), now);
            return due;
        });
        LOG.infof(
                "Destroyed: controller=%s departure=%s",
                due.departure().controller(), due.departure().id());
    }

    private static List<byte[]> lock(Due due) {
        return List.of(Transactions.lockNamed(due.departure().lock()));
    }
}
