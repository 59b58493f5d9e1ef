// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.Stops;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries out what an unsubscribe link says. */
@ApplicationScoped
class Unsubscribe {

    private static final Logger LOG = Logger.getLogger(Unsubscribe.class);
    private static final String CLIENT = "lupa";
    private static final PersonalField EVIDENCE = new PersonalField("evidence.link", "one-click unsubscribe");

    private final Transactions transactions;
    private final UnsubscribeTokens tokens;
    private final Catalogue catalogue;
    private final Addressees people;
    private final Stops stops;

    Unsubscribe(
            Transactions transactions, UnsubscribeTokens tokens, Catalogue catalogue, Addressees people, Stops stops) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.catalogue = catalogue;
        this.people = people;
        this.stops = stops;
    }

    /**
     * What a link is about, for its page.
     *
     * @param purpose null: all e-mail marketing of the controller
     */
    record About(Controller controller, @Nullable Purpose purpose) {}

    /** Returns what the link is about and changes nothing; nothing for a link that was not made here. */
    Optional<About> show(String link) {
        return tokens.read(link)
                .flatMap(token -> transactions.read(token.tenant(), () -> catalogue
                        .controller(token.tenant(), token.controller())
                        .map(controller -> new About(controller, purpose(token)))));
    }

    /** Records the stop unless it stands already, and returns what the link is about; nothing for a link that was not made here. */
    Optional<About> stop(String link) {
        return tokens.read(link)
                .filter(token -> people.each(token.link(), visit -> record(token, visit)))
                .flatMap(token -> show(link));
    }

    private void record(UnsubscribeToken token, Addressees.Visit visit) {
        CaptureContext context = visit.context();
        OpenSubject subject = visit.subject();
        Stops.Origin origin = new Stops.Origin(
                context, visit.controller(), CLIENT, CaptureMethod.WEB_BUTTON, context.recordedAt(), List.of(EVIDENCE));
        Purpose purpose = purpose(token);
        Object came;
        if (purpose != null) {
            came = stops.stop(origin, subject, visit.ref(), purpose, Channel.EMAIL);
        } else if (token.purpose() != null) {
            came = stops.object(origin, subject, ObjectionScope.PURPOSE, Channel.EMAIL, token.purpose());
        } else {
            came = stops.object(origin, subject, ObjectionScope.CHANNEL, Channel.EMAIL, null);
        }
        LOG.infof(
                "Unsubscribed: subject=%s revision=%d controller=%s came=%s",
                subject.id(), subject.state().revision(), visit.controller().key(), came);
    }

    private @Nullable Purpose purpose(UnsubscribeToken token) {
        String key = token.purpose();
        return key == null
                ? null
                : catalogue.purpose(token.tenant(), token.controller(), key).orElse(null);
    }
}
