// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Leaving;
import fi.lupa.consent.catalogue.LeavingControllers;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives notice that a controller leaves; another person releases the destruction, or takes it all back while nothing is destroyed. */
@ApplicationScoped
class OrderDeparture {

    private static final Logger LOG = Logger.getLogger(OrderDeparture.class);
    private static final int SHORTEST_TEXT = 20;
    private static final int LONGEST_TEXT = 2_000;

    private final Transactions transactions;
    private final DepartureRows rows;
    private final RegisterRows register;
    private final LeavingControllers leaving;
    private final DepartureConfig config;
    private final Means means;

    OrderDeparture(
            Transactions transactions,
            DepartureRows rows,
            RegisterRows register,
            LeavingControllers leaving,
            DepartureConfig config,
            Means means) {
        this.transactions = transactions;
        this.rows = rows;
        this.register = register;
        this.leaving = leaving;
        this.config = config;
        this.means = means;
    }

    /** What the use case needs besides. */
    @Dependent
    static class Means {

        private final SubjectDoor door;
        private final Catalogue catalogue;
        private final Ids ids;
        private final InstantSource clock;

        Means(SubjectDoor door, Catalogue catalogue, Ids ids, InstantSource clock) {
            this.door = door;
            this.catalogue = catalogue;
            this.ids = ids;
            this.clock = clock;
        }

        Instant now() {
            return Timestamps.truncate(clock.instant());
        }

        /** Of another's controller it looks as if there were none. */
        Controller controller(Caller caller, String key, Instant now) {
            Controller controller = Optional.of(key)
                    .filter(caller.controllers()::contains)
                    .flatMap(known -> catalogue.controller(caller.tenant(), known))
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
            door.require(caller, controller, MandateRight.ERASE, now);
            return controller;
        }
    }

    /** Returns the departure as it is now; the same once more changes nothing, another while it stands is VERSION_CONFLICT. */
    DepartureView order(Caller caller, String key, DepartureBody body) {
        String why = body.justification().strip();
        if (why.length() < SHORTEST_TEXT || why.length() > LONGEST_TEXT) {
            throw ProblemException.at(
                    ProblemCode.INVALID_VALUE,
                    "/justification",
                    why.length() > LONGEST_TEXT ? "TOO_LONG" : "TOO_SHORT");
        }
        String person = person(caller);
        Instant now = means.now();
        return changing(caller, key, now, controller -> rows.find(caller.tenant(), key)
                .filter(known -> known.takenBackAt() == null)
                .map(before -> same(before, body))
                .orElseGet(() ->
                        begin(caller, controller, new DepartureBody(body.endsAt(), body.choice(), why), person, now)));
    }

    private Departure begin(Caller caller, Controller controller, DepartureBody body, String person, Instant now) {
        Departure departure = new Departure(
                means.ids.next(),
                controller.key(),
                body.choice(),
                body.justification(),
                person,
                times(controller, body, now),
                null,
                null,
                null,
                null,
                0);
        rows.insert(caller.tenant(), departure, caller.client());
        leaving.mark(caller.tenant(), caller.client(), controller.key(), departure.leaving(), now);
        LOG.infof(
                "Leaves: controller=%s departure=%s closesAt=%s destroysAt=%s",
                controller.key(),
                departure.id(),
                departure.times().closesAt(),
                departure.times().destroysAt());
        return departure;
    }

    private static Departure same(Departure before, DepartureBody body) {
        boolean same =
                before.choice() == body.choice() && before.times().endsAt().equals(Timestamps.truncate(body.endsAt()));
        if (!same) {
            throw new ProblemException(ProblemCode.VERSION_CONFLICT);
        }
        return before;
    }

    private Departure.Times times(Controller controller, DepartureBody body, Instant now) {
        ZoneId zone = ZoneId.of(controller.timeZone());
        Instant endsAt = Timestamps.truncate(body.endsAt());
        Instant closesAt = endsAt.atZone(zone).plus(config.openFor()).toInstant();
        Instant destroysAt = closesAt.atZone(zone).plus(config.closedFor()).toInstant();
        Instant warned = now.plus(config.warnFor());
        return new Departure.Times(now, endsAt, closesAt, destroysAt.isBefore(warned) ? warned : destroysAt);
    }

    /** Releases the destruction; throws SECOND_PERSON_REQUIRED for the one who ordered it. */
    DepartureView release(Caller caller, String key) {
        Instant now = means.now();
        return changing(caller, key, now, controller -> {
            Departure departure = standing(caller.tenant(), key);
            rows.release(caller.tenant(), departure.id(), secondPerson(caller, departure), now);
            LOG.infof("Destruction released: controller=%s departure=%s", key, departure.id());
            return standing(caller.tenant(), key);
        });
    }

    /** Takes the notice back; throws SECOND_PERSON_REQUIRED for the one who ordered it, DESTRUCTION_BEGUN once it is too late. */
    DepartureView takeBack(Caller caller, String key) {
        Instant now = means.now();
        return changing(caller, key, now, controller -> {
            Departure departure = standing(caller.tenant(), key);
            String person = secondPerson(caller, departure);
            if (departure.begunAt() != null) {
                throw new ProblemException(ProblemCode.DESTRUCTION_BEGUN);
            }
            rows.takeBack(caller.tenant(), departure.id(), person, now);
            leaving.mark(caller.tenant(), caller.client(), key, null, now);
            LOG.infof("Stays: controller=%s departure=%s", key, departure.id());
            return rows.find(caller.tenant(), key).orElseThrow();
        });
    }

    /** Returns the departure with what its destruction would meet now. */
    DepartureView find(Caller caller, String key) {
        Instant now = means.now();
        return transactions.read(caller.tenant(), () -> {
            Controller controller = means.controller(caller, key, now);
            return rows.find(caller.tenant(), key)
                    .map(departure -> view(caller.tenant(), controller, departure, null, now))
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        });
    }

    /** Writes that the destruction is done, in the write in progress. */
    void note(TenantId tenant, String client, Departure departure, Instant now) {
        Leaving done = new Leaving(
                departure.id(),
                departure.times().noticeAt(),
                departure.times().closesAt(),
                departure.times().destroysAt(),
                now);
        leaving.mark(tenant, client, departure.controller(), done, now);
    }

    private DepartureView changing(Caller caller, String key, Instant now, Function<Controller, Departure> work) {
        List<byte[]> locks = List.of(LeavingControllers.lock(), Transactions.lockNamed(Departure.lock(key)));
        return transactions.write(caller.tenant(), locks, () -> {
            Controller controller = means.controller(caller, key, now);
            Departure departure = work.apply(controller);
            String revision = leaving.revision(caller.tenant(), transactions);
            return view(caller.tenant(), controller, departure, revision, now);
        });
    }

    private DepartureView view(
            TenantId tenant, Controller controller, Departure departure, @Nullable String revision, Instant now) {
        List<String> staying = leaving.sharing(tenant, controller).stream()
                .map(Controller::key)
                .filter(key -> !key.equals(controller.key()))
                .filter(key ->
                        rows.find(tenant, key).filter(other -> other.isDue(now)).isEmpty())
                .sorted()
                .toList();
        DepartureView.Report report = register.report(tenant, controller.identityDomain(), departure);
        return DepartureView.of(departure, now, staying, report, revision);
    }

    private Departure standing(TenantId tenant, String key) {
        return rows.find(tenant, key)
                .filter(known -> known.takenBackAt() == null)
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static String secondPerson(Caller caller, Departure departure) {
        String person = person(caller);
        if (person.equals(departure.orderedBy())) {
            throw new ProblemException(ProblemCode.SECOND_PERSON_REQUIRED);
        }
        return person;
    }

    /** A token without a person orders nothing. */
    private static String person(Caller caller) {
        String sub = caller.sub();
        if (sub == null || sub.isBlank()) {
            throw new ProblemException(ProblemCode.SECOND_PERSON_REQUIRED);
        }
        return sub;
    }
}
