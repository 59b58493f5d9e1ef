// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.ChoiceStatus;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.Stops;
import fi.lupa.consent.capture.SwitchOn;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.Preference;
import fi.lupa.consent.subject.Subjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Does what a button of the preference centre says: holds back at once, and asks the address before anything is switched on. */
@ApplicationScoped
class ChangeCentre {

    private static final Logger LOG = Logger.getLogger(ChangeCentre.class);
    private static final String CLIENT = "lupa";
    private static final PersonalField EVIDENCE = new PersonalField("evidence.link", "preference centre");

    /** Whoever holds a link of somebody's shall not fill the mailbox with it. */
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(10);

    private final Addressees people;
    private final ReadCentre centre;
    private final Subjects subjects;
    private final Stops stops;
    private final SwitchOn switches;
    private final InstantSource clock;

    ChangeCentre(
            Addressees people,
            ReadCentre centre,
            Subjects subjects,
            Stops stops,
            SwitchOn switches,
            InstantSource clock) {
        this.people = people;
        this.centre = centre;
        this.subjects = subjects;
        this.stops = stops;
        this.switches = switches;
        this.clock = clock;
    }

    /** What came of a press. */
    enum Outcome {
        STOPPED,
        HELD_BACK,
        MAIL_SENT,
        /** The page has changed since it was shown: nothing was done. */
        NOTHING
    }

    Outcome press(Addressees.Link link, CentreOrder order, Language language) {
        return switch (order.act()) {
            case STOP -> stop(link, order);
            case STOP_MARKETING -> object(link, ObjectionScope.ALL_MARKETING);
            case STOP_SURVEYS -> object(link, ObjectionScope.SURVEYS);
            case STOP_TOPIC, PAUSE, ONLY_CHANNEL -> hold(link, order);
            case START -> start(link, order, language);
        };
    }

    private Outcome stop(Addressees.Link link, CentreOrder order) {
        Optional<Purpose> purpose = people.look(link, (controller, known) -> purpose(link, controller, order))
                .flatMap(found -> found);
        if (purpose.isEmpty()) {
            return Outcome.NOTHING;
        }
        each(link, (visit, origin) -> stop(visit, origin, purpose.get(), order));
        return Outcome.STOPPED;
    }

    private Optional<Purpose> purpose(Addressees.Link link, Controller controller, CentreOrder order) {
        return centre.offered(link.tenant(), controller).stream()
                .filter(purpose -> purpose.key().equals(order.what()))
                .filter(purpose -> order.channel() == null
                        ? purpose.channels().isEmpty()
                        : purpose.channels().contains(order.channel()))
                .findFirst();
    }

    /** Profiling is more than the one purpose that is called so. */
    private void stop(Addressees.Visit visit, Stops.Origin origin, Purpose purpose, CentreOrder order) {
        if (purpose.category() == Category.PROFILING) {
            stops.object(origin, visit.subject(), ObjectionScope.PROFILING, null, null);
        } else {
            Set<Integer> refs = CentreChannels.refs(visit.subject(), order.channel());
            stops.stop(origin, visit.subject(), refs, purpose, CentreChannels.domain(order.channel()));
        }
    }

    private Outcome object(Addressees.Link link, ObjectionScope scope) {
        each(link, (visit, origin) -> stops.object(origin, visit.subject(), scope, null, null));
        return Outcome.STOPPED;
    }

    private Outcome hold(Addressees.Link link, CentreOrder order) {
        Optional<CentreView> view = centre.read(link);
        Optional<Preference.Change> change =
                view.flatMap(shown -> CentreWishes.change(link.controller(), order, shown.wishes(), clock.instant()));
        change.ifPresent(wanted -> each(link, (visit, origin) -> stops.hold(origin, visit.subject(), wanted)));
        return change.isPresent() ? Outcome.HELD_BACK : Outcome.NOTHING;
    }

    private void each(Addressees.Link link, BiConsumer<Addressees.Visit, Stops.Origin> work) {
        people.each(link, visit -> {
            Instant now = visit.context().recordedAt();
            work.accept(
                    visit,
                    new Stops.Origin(
                            visit.context(),
                            visit.controller(),
                            CLIENT,
                            CaptureMethod.WEB_BUTTON,
                            now,
                            List.of(EVIDENCE)));
            LOG.infof(
                    "Preference centre: subject=%s revision=%d controller=%s",
                    visit.subject().id(),
                    visit.subject().state().revision(),
                    visit.controller().key());
        });
    }

    private Outcome start(Addressees.Link link, CentreOrder order, Language language) {
        Optional<CentreView.Item> item = centre.read(link).stream()
                .flatMap(view -> view.items().stream())
                .filter(shown -> shown.purpose().key().equals(order.what()) && shown.channel() == order.channel())
                .filter(shown -> shown.notice() != null)
                .findFirst();
        Optional<Known> known = people.look(link, (controller, found) -> known(link, order, found))
                .flatMap(found -> found);
        if (item.isEmpty() || known.isEmpty()) {
            return Outcome.NOTHING;
        }
        boolean askedJustNow =
                clock.instant().isBefore(known.get().waitingSince().plus(BETWEEN_MAILS));
        if (!askedJustNow) {
            switches.ask(wish(link, order, item.get(), known.get().address(), language));
        }
        return Outcome.MAIL_SENT;
    }

    /** Where the confirmation goes, and since when one is on its way. */
    private record Known(String address, Instant waitingSince) {

        @Override
        public String toString() {
            return "Known[…]";
        }
    }

    private Optional<Known> known(Addressees.Link link, CentreOrder order, List<Addressees.Known> found) {
        ChoiceKey key = new ChoiceKey(
                link.controller(), Objects.toString(order.what()), CentreChannels.domain(order.channel()));
        return found.stream().findFirst().flatMap(person -> subjects.value(
                        link.tenant(), person.subject(), person.ref())
                .map(address -> new Known(
                        address, ChoiceStatus.waitingSince(key, person.subject().state(), person.ref()))));
    }

    private static SwitchOn.Wish wish(
            Addressees.Link link, CentreOrder order, CentreView.Item item, String address, Language language) {
        NoticeText notice = Objects.requireNonNull(item.notice(), "only what has a notice can be switched on");
        return new SwitchOn.Wish(
                link.tenant(),
                link.controller(),
                address,
                item.purpose().key(),
                CentreChannels.domain(order.channel()),
                new SwitchOn.Shown(
                        notice.version().id(), notice.version().version(), CentreWords.shownIn(notice, language)));
    }
}
