// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.ChoiceStatus;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.LegalBasis;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Preference;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the preference centre shows. Changes nothing. */
@ApplicationScoped
class ReadCentre {

    /** What a person has no say in, or says to a device and not in a mail. */
    private static final Set<Category> LEFT_OUT = EnumSet.of(Category.SERVICE, Category.STATUTORY, Category.COOKIE);

    private final Addressees people;
    private final Catalogue catalogue;
    private final Subjects subjects;
    private final InstantSource clock;

    ReadCentre(Addressees people, Catalogue catalogue, Subjects subjects, InstantSource clock) {
        this.people = people;
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** Nothing if the controller is gone. */
    Optional<CentreView> read(Addressees.Link link) {
        return people.look(link, (controller, known) -> view(link.tenant(), controller, known));
    }

    private CentreView view(TenantId tenant, Controller controller, List<Addressees.Known> known) {
        Optional<Addressees.Known> person = known.stream().findFirst();
        PermissionState state = person.map(found -> found.subject().state()).orElse(PermissionState.EMPTY);
        String address = person.flatMap(found -> subjects.value(tenant, found.subject(), found.ref()))
                .orElse(null);
        List<Purpose> purposes = offered(tenant, controller);
        List<CentreView.Item> items = new ArrayList<>();
        Reading reading = new Reading(tenant, controller, person, state, address != null, clock.instant());
        purposes.forEach(purpose -> channels(purpose).forEach(channel -> items.add(item(reading, purpose, channel))));
        return new CentreView(
                controller.legalName(),
                address == null ? null : MaskedAddress.of(address),
                state.contact(controller.key()).map(Contact::language).orElse(null),
                stopped(state, controller, ObjectionScope.ALL_MARKETING),
                stopped(state, controller, ObjectionScope.SURVEYS),
                items,
                wishes(controller, state, purposes));
    }

    private record Reading(
            TenantId tenant,
            Controller controller,
            Optional<Addressees.Known> person,
            PermissionState state,
            boolean addressKnown,
            Instant now) {

        /** Whether a mail can ask the address to confirm; for a controller that has left nobody is asked anything. */
        boolean mayBeAsked() {
            return addressKnown && !controller.isClosed(now);
        }

        Set<Integer> refs(@Nullable Channel channel) {
            return person.map(found -> CentreChannels.refs(found.subject(), channel))
                    .orElse(Set.of());
        }
    }

    /** The purposes that a person may say something about, in a stable order. */
    List<Purpose> offered(TenantId tenant, Controller controller) {
        return catalogue.purposesOf(tenant, controller.key()).stream()
                .filter(purpose -> !purpose.retired() && !LEFT_OUT.contains(purpose.category()))
                .toList();
    }

    private static List<@Nullable Channel> channels(Purpose purpose) {
        List<@Nullable Channel> channels = new ArrayList<>(purpose.channels());
        if (channels.isEmpty()) {
            channels.add(null);
        }
        return channels;
    }

    private CentreView.Item item(Reading reading, Purpose purpose, @Nullable Channel channel) {
        ChoiceKey key = new ChoiceKey(reading.controller().key(), purpose.key(), CentreChannels.domain(channel));
        ChoiceStatus status =
                ChoiceStatus.of(reading.controller(), purpose, key, reading.state(), reading.refs(channel));
        boolean needsConsent = purpose.basisIn(channel).contains(LegalBasis.CONSENT);
        NoticeText notice = null;
        if (needsConsent && status != ChoiceStatus.ON && reading.mayBeAsked() && byMail(channel)) {
            notice = catalogue
                    .noticeFor(reading.tenant(), purpose.controller(), purpose.key(), reading.now())
                    .orElse(null);
        }
        return new CentreView.Item(purpose, channel, status, needsConsent, notice);
    }

    /** A link in a mail can show control of a mail address and of nothing else. */
    private static boolean byMail(@Nullable Channel channel) {
        fi.lupa.consent.permission.domain.Channel named = CentreChannels.domain(channel);
        return named == null || named.reachedBy(IdentifierType.EMAIL);
    }

    private static boolean stopped(PermissionState state, Controller controller, ObjectionScope scope) {
        return state.objections().stream()
                .filter(objection -> objection.liftedAt() == null && objection.scope() == scope)
                .map(Objection::controller)
                .anyMatch(controller.key()::equals);
    }

    private CentreView.Wishes wishes(Controller controller, PermissionState state, List<Purpose> purposes) {
        Optional<Preference> said = state.wishes().preference(controller.key());
        Instant pausedUntil = said.map(Preference::pausedUntil)
                .filter(until -> until.isAfter(clock.instant()))
                .orElse(null);
        return new CentreView.Wishes(
                purposes.stream()
                        .map(Purpose::topics)
                        .flatMap(Collection::stream)
                        .collect(Collectors.toSet()),
                said.map(preference -> Set.copyOf(preference.topicsOff())).orElse(Set.of()),
                pausedUntil,
                purposes.stream()
                        .map(Purpose::channels)
                        .flatMap(Collection::stream)
                        .collect(Collectors.toSet()),
                said.map(ReadCentre::only).orElse(List.of()));
    }

    private static List<Channel> only(Preference said) {
        return said.onlyChannels().stream()
                .sorted()
                .map(channel -> Channel.valueOf(channel.name()))
                .toList();
    }
}
