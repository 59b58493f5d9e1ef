// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.Stops;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
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
    private static final int TIMES = 3;

    private final Transactions transactions;
    private final UnsubscribeTokens tokens;
    private final IdentifierKeys keys;
    private final Catalogue catalogue;
    private final Subjects subjects;
    private final Stops stops;

    Unsubscribe(
            Transactions transactions,
            UnsubscribeTokens tokens,
            IdentifierKeys keys,
            Catalogue catalogue,
            Subjects subjects,
            Stops stops) {
        this.transactions = transactions;
        this.tokens = tokens;
        this.keys = keys;
        this.catalogue = catalogue;
        this.subjects = subjects;
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
        Optional<UnsubscribeToken> token = tokens.read(link);
        for (int time = 1; token.isPresent(); time++) {
            Optional<About> about = show(link);
            if (about.isEmpty() || stopped(token.get(), about.get())) {
                return about;
            }
            if (time == TIMES) {
                throw new IllegalStateException("the controller's register does not stand still");
            }
        }
        return Optional.empty();
    }

    /** False when the controller's register has moved since it was read: then nothing was done. */
    private boolean stopped(UnsubscribeToken token, About about) {
        RecipientIdentifier address = new RecipientIdentifier(
                fi.lupa.consent.permission.domain.IdentifierType.EMAIL,
                "",
                keys.live(about.controller().identityDomain(), IdentifierType.EMAIL, token.innerHash()));
        Recipient recipient = new Recipient(about.controller().identityDomain(), List.of(address));
        CaptureScope scope = CaptureScope.of(token.tenant(), recipient.domain(), recipient.keys());
        return transactions.capture(scope, context -> {
            Optional<Controller> controller = catalogue
                    .controller(token.tenant(), token.controller())
                    .filter(current -> current.identityDomain().equals(recipient.domain()));
            controller.ifPresent(current -> subjects(context, recipient)
                    .forEach(subject -> record(new Press(context, token, current), subject, address)));
            return controller.isPresent();
        });
    }

    private record Press(CaptureContext context, UnsubscribeToken token, Controller controller) {}

    private List<OpenSubject> subjects(CaptureContext context, Recipient recipient) {
        List<OpenSubject> known = subjects.known(context, recipient);
        if (!known.isEmpty()) {
            return known;
        }
        OpenSubject created = subjects.create(context, recipient.domain());
        subjects.attachUnknown(context, created, recipient);
        return List.of(created);
    }

    private void record(Press press, OpenSubject subject, RecipientIdentifier address) {
        CaptureContext context = press.context();
        Stops.Origin origin = new Stops.Origin(
                context, press.controller(), CLIENT, CaptureMethod.WEB_BUTTON, context.recordedAt(), List.of(EVIDENCE));
        int ref = subject.ref(address).orElseThrow();
        Purpose purpose = purpose(press.token());
        Object came;
        if (purpose != null) {
            came = stops.stop(origin, subject, ref, purpose, Channel.EMAIL);
        } else if (press.token().purpose() != null) {
            came = stops.object(
                    origin,
                    subject,
                    ObjectionScope.PURPOSE,
                    Channel.EMAIL,
                    press.token().purpose());
        } else {
            came = stops.object(origin, subject, ObjectionScope.CHANNEL, Channel.EMAIL, null);
        }
        LOG.infof(
                "Unsubscribed: subject=%s revision=%d controller=%s came=%s",
                subject.id(), subject.state().revision(), press.controller().key(), came);
    }

    private @Nullable Purpose purpose(UnsubscribeToken token) {
        String key = token.purpose();
        return key == null
                ? null
                : catalogue.purpose(token.tenant(), token.controller(), key).orElse(null);
    }
}
