// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.Stops;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.ControllerContact;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.rights.RequestIntake;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Passes on what somebody asked of a processor: a request at each controller it is for, and the no with it, in one transaction. */
@ApplicationScoped
class ReferRespondent {

    private static final Logger LOG = Logger.getLogger(ReferRespondent.class);
    private static final List<ObjectionScope> LEFT_ALONE =
            List.of(ObjectionScope.ALL_MARKETING, ObjectionScope.SURVEYS);

    private final SubjectDoor door;
    private final Clients clients;
    private final RequestIntake intake;
    private final Stops stops;
    private final ReferralAnswers answers;

    ReferRespondent(SubjectDoor door, Clients clients, RequestIntake intake, Stops stops, ReferralAnswers answers) {
        this.door = door;
        this.clients = clients;
        this.intake = intake;
        this.stops = stops;
        this.answers = answers;
    }

    /**
     * Returns 201, the same bytes whether or not anybody has the address unless it may be said; throws CALLER_NOT_AUTHORISED or MANDATE_OUT_OF_SCOPE
     * for a controller the caller is no processor of, and what a request may.
     */
    Answer refer(Caller caller, ReferralBody body, IdempotencyClaim claim) {
        body.check();
        RequestIntake.Asked asked =
                new RequestIntake.Asked(body.asks(), body.receivedAt(), body.identity(), body.text());
        Clients.Parties parties = clients.of(caller, body.controllers());
        return door.onceAtEach(
                caller, parties.all(), body.recipient(), claim, places -> new Referral(caller, body, asked, parties)
                        .record(places));
    }

    /** One referral in progress. */
    private final class Referral {

        private final Caller caller;
        private final ReferralBody body;
        private final RequestIntake.Asked asked;
        private final Clients.Parties parties;
        private final List<ReferralView.ReferredTo> referredTo = new ArrayList<>();
        private final List<ReferralWords.Responsible> responsible = new ArrayList<>();

        Referral(Caller caller, ReferralBody body, RequestIntake.Asked asked, Clients.Parties parties) {
            this.caller = caller;
            this.body = body;
            this.asked = asked;
            this.parties = parties;
        }

        private CommittedAnswer record(List<SubjectDoor.Place> places) {
            asked.check(places.get(0).context().recordedAt());
            clients.require(caller, parties, places.get(0).context().recordedAt());
            List<SubjectDoor.Place> theirs = places.stream()
                    .filter(place ->
                            parties.clients().contains(place.controller().key()))
                    .toList();
            List<SubjectDoor.Place> responsibles = body.controllers() == null
                    ? theirs.stream().filter(SubjectDoor.Place::isKnown).toList()
                    : theirs;
            responsibles.forEach(this::refer);
            if (responsibles.isEmpty() && body.stops()) {
                theirs.forEach(place -> stop(place.enter()));
            }
            if (body.stopsOwnMarketing()) {
                places.stream()
                        .filter(place ->
                                parties.own().contains(place.controller().key()))
                        .forEach(place -> stop(place.enter()));
            }
            LOG.infof("Referred: client=%s kind=%s stop=%s", caller.client(), asked.kind(), body.stops());
            return answers.answer(places, body, parties, new ReferralAnswers.Done(referredTo, responsible));
        }

        private void refer(SubjectDoor.Place place) {
            SubjectDoor.Visit visit = place.enter();
            RequestIntake.Opened opened = intake.open(visit, asked);
            if (body.stops()) {
                stop(visit);
            }
            ControllerContact contact = clients.contact(caller, place.controller());
            ReferralWords.Responsible one = ReferralWords.Responsible.of(
                    contact, opened.dueAt(), place.controller().timeZone());
            referredTo.add(new ReferralView.ReferredTo(contact, opened.id(), opened.dueAt()));
            responsible.add(one);
            if (!body.mayName()) {
                place.write(visit, ReferralWords.letter(language(visit), one, body.stops()));
            }
        }

        private void stop(SubjectDoor.Visit visit) {
            for (OpenSubject subject : visit.people()) {
                Stops.Origin origin = new Stops.Origin(
                        visit.context(),
                        visit.controller(),
                        caller.client(),
                        body.method(),
                        Timestamps.truncate(body.receivedAt()),
                        evidence(visit, subject));
                LEFT_ALONE.forEach(scope -> stops.object(origin, subject, scope, null, null));
            }
        }

        private List<PersonalField> evidence(SubjectDoor.Visit visit, OpenSubject subject) {
            List<PersonalField> evidence = new ArrayList<>(visit.identifiers().of(subject));
            String text = body.text();
            if (text != null) {
                evidence.add(new PersonalField("evidence.text", text));
            }
            return evidence;
        }

        private Language language(SubjectDoor.Visit visit) {
            String wanted = body.language();
            return Language.of(wanted != null ? wanted : known(visit).orElse(null));
        }

        private Optional<String> known(SubjectDoor.Visit visit) {
            return visit.people().stream()
                    .flatMap(subject ->
                            subject.state().contact(visit.controller().key()).stream())
                    .map(Contact::language)
                    .flatMap(language -> Optional.ofNullable(language).stream())
                    .findFirst();
        }
    }
}
