// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.capture.Stops;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipients;
import fi.lupa.consent.suppression.Entry;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Reason;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records what came in, at once and with its original. */
@ApplicationScoped
class ReceiveInbound {

    private static final Logger LOG = Logger.getLogger(ReceiveInbound.class);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final double MILLIS = 1_000;
    private static final String REPORTED = "contact.reported";
    private static final Reported BOUNCED = new Reported("HARD_BOUNCE", null, "EMAIL", null);

    private final SubjectDoor door;
    private final Stops stops;
    private final OtherFacts facts;
    private final Suppressions suppressions;
    private final Means means;

    ReceiveInbound(SubjectDoor door, Stops stops, OtherFacts facts, Suppressions suppressions, Means means) {
        this.door = door;
        this.stops = stops;
        this.facts = facts;
        this.suppressions = suppressions;
        this.means = means;
    }

    /** The fact's {@code report}, of what nobody's decision is known. */
    record Reported(
            String outcome,
            @Nullable String purpose,
            String channel,
            @Nullable String decisionId) {}

    /** What the use case needs besides. */
    @ApplicationScoped
    static class Means {

        private final Recipients recipients;
        private final Answers answers;
        private final RevisionTokens tokens;
        private final MeterRegistry meters;

        Means(Recipients recipients, Answers answers, RevisionTokens tokens, MeterRegistry meters) {
            this.recipients = recipients;
            this.answers = answers;
            this.tokens = tokens;
            this.meters = meters;
        }

        Recipients recipients() {
            return recipients;
        }

        Answer ok(InboundView view) {
            return answers.json(OK, null, view);
        }

        InboundView view(
                String understood, Collection<ObjectionScope> recorded, CaptureContext context, Instant since) {
            Duration effect = Duration.between(since, context.recordedAt());
            meters.timer("lupa.inbound.effect", "understood", understood)
                    .record(effect.isNegative() ? Duration.ZERO : effect);
            return new InboundView(
                    understood,
                    List.copyOf(recorded),
                    effect.toMillis() / MILLIS,
                    tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid())));
        }
    }

    /** How texts of a kind come in. */
    enum Way {
        SMS(Channel.SMS, CaptureMethod.SMS_REPLY),
        POST(Channel.POST_ADDRESSED, CaptureMethod.STAFF_ENTRY_UNSIGNED),
        /** Whoever writes a mail may have written anybody's address into it: a no is heeded all the same. */
        MAIL(Channel.EMAIL, CaptureMethod.STAFF_ENTRY_UNSIGNED);

        private final Channel channel;
        private final CaptureMethod method;

        Way(Channel channel, CaptureMethod method) {
            this.channel = channel;
            this.method = method;
        }
    }

    /** Records what a text objects to; a text in which no no is found leaves no trace, and the answer says that a person has to read it. */
    Answer text(Caller caller, TextBody body, Way way, IdempotencyClaim claim) {
        caller.mayActFor(body.controller());
        check(body, way);
        Understood understood = StopWords.read(body.text());
        if (understood.scopes().isEmpty()) {
            return means.ok(new InboundView(understood.name(), List.of(), null, null));
        }
        return door.once(caller, body.controller(), List.of(body.from()), claim, visit -> {
            Instant at = past(body.receivedAt(), visit.context().recordedAt());
            Said said = new Said(way.method, way.channel, at, body.text());
            return done(means.view(understood.name(), object(visit, said, understood.scopes()), visit.context(), at));
        });
    }

    private static void check(TextBody body, Way way) {
        if (body.text().isBlank() || body.text().length() > TextBody.LONGEST) {
            throw ProblemException.at(
                    ProblemCode.INVALID_VALUE, "/text", body.text().isBlank() ? "EMPTY" : "TOO_LONG");
        }
        if (way == Way.SMS && body.from().type() != IdentifierType.PHONE) {
            throw ProblemException.at(ProblemCode.IDENTIFIER_MISSING_FOR_CHANNEL, "/from/type", "NOT_ALLOWED");
        }
    }

    /** A complaint is an objection to all marketing, and puts the address on the controller's own list. */
    Answer complaint(Caller caller, MailBody mail, IdempotencyClaim claim) {
        return door.once(caller, mail.controller(), mail.recipient(), claim, visit -> {
            Instant at = past(mail.receivedAt(), visit.context().recordedAt());
            Said said = new Said(CaptureMethod.STAFF_ENTRY_UNSIGNED, Channel.EMAIL, at, mail.original());
            spare(visit, mail, Reason.COMPLAINT);
            List<ObjectionScope> scopes = List.of(ObjectionScope.ALL_MARKETING);
            return done(means.view(mail.kind().name(), object(visit, said, scopes), visit.context(), at));
        });
    }

    /** A hard bounce puts the address on the controller's own list; any other changes nothing. */
    Answer bounce(Caller caller, MailBody mail, IdempotencyClaim claim) {
        if (mail.kind() != MailReport.Kind.HARD_BOUNCE) {
            return means.ok(new InboundView(mail.kind().name(), List.of(), null, null));
        }
        return door.once(caller, mail.controller(), mail.recipient(), claim, visit -> {
            CaptureContext context = visit.context();
            Instant at = past(mail.receivedAt(), context.recordedAt());
            spare(visit, mail, Reason.HARD_BOUNCE);
            OtherFacts.Telling telling = facts.begin(context, caller.client(), mail.controller());
            visit.people()
                    .forEach(subject -> telling.note(
                            subject, REPORTED, "report", BOUNCED, evidence(visit, subject, mail.original())));
            telling.close();
            return done(means.view(mail.kind().name(), List.of(), context, at));
        });
    }

    /** Puts the address on the controller's own list. */
    private void spare(SubjectDoor.Visit visit, MailBody mail, Reason reason) {
        List<Entry> entries = means.recipients().read(mail.recipient(), visit.controller()).keys().stream()
                .map(key -> new Entry(key, reason))
                .toList();
        suppressions.add(
                visit.context().tenant(),
                ListName.own(mail.controller()),
                entries,
                visit.context().recordedAt());
    }

    private record Said(CaptureMethod method, Channel channel, Instant at, String text) {}

    private Set<ObjectionScope> object(SubjectDoor.Visit visit, Said said, List<ObjectionScope> scopes) {
        Set<ObjectionScope> recorded = new LinkedHashSet<>();
        for (OpenSubject subject : visit.people()) {
            Stops.Origin origin = new Stops.Origin(
                    visit.context(),
                    visit.controller(),
                    visit.caller().client(),
                    said.method(),
                    said.at(),
                    evidence(visit, subject, said.text()));
            for (ObjectionScope scope : scopes) {
                Channel channel = scope == ObjectionScope.CHANNEL ? said.channel() : null;
                if (stops.object(origin, subject, scope, channel, null)) {
                    recorded.add(scope);
                }
            }
            LOG.infof(
                    "Inbound: subject=%s revision=%d controller=%s recorded=%s",
                    subject.id(), subject.state().revision(), visit.controller().key(), recorded);
        }
        return recorded;
    }

    private static List<PersonalField> evidence(SubjectDoor.Visit visit, OpenSubject subject, String text) {
        List<PersonalField> evidence = new ArrayList<>(visit.identifiers().of(subject));
        evidence.add(new PersonalField("evidence.text", text));
        return evidence;
    }

    private CommittedAnswer done(InboundView view) {
        return new CommittedAnswer(means.ok(view), null);
    }

    private static Instant past(@Nullable Instant at, Instant now) {
        if (at != null && at.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw ProblemException.at(ProblemCode.CAPTURE_TIME_IN_FUTURE, "/receivedAt", "IN_FUTURE");
        }
        return at == null ? now : Timestamps.truncate(at);
    }
}
