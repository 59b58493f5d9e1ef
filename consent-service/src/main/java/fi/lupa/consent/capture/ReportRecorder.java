// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CallbackReported;
import fi.lupa.consent.permission.domain.CallbackRequest;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Noted;
import fi.lupa.consent.permission.domain.Objected;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records what became of one contact. A report can only take away: it objects, it uses up, or it is noted. */
final class ReportRecorder {

    private static final Map<Channel, CaptureMethod> METHODS =
            Map.of(Channel.SMS, CaptureMethod.SMS_REPLY, Channel.MMS, CaptureMethod.SMS_REPLY);
    private static final Set<ContactOutcome> CALLS = Set.of(ContactOutcome.CALLED, ContactOutcome.NOT_REACHED);

    private final Session session;
    private final Recording recording;
    private final PurposeCatalogue purposes;
    private final Ids ids;
    private final ContactReport report;

    ReportRecorder(Session session, Recording recording, PurposeCatalogue purposes, Ids ids, ContactReport report) {
        this.session = session;
        this.recording = recording;
        this.purposes = purposes;
        this.ids = ids;
        this.report = report;
    }

    /** Records the report on one subject; {@code category} is that of the message's purpose, if it is known. */
    void record(OpenSubject subject, @Nullable Category category) {
        if (CALLS.contains(report.outcome())) {
            called(subject);
            return;
        }
        if (report.outcome() != ContactOutcome.STOP) {
            noted(subject);
        }
        if (report.outcome() != ContactOutcome.HARD_BOUNCE) {
            scopes(category).forEach(scope -> object(subject, scope));
        }
    }

    /** A stop without more words is read widely: all marketing, and where it answers a survey the surveys too. */
    private static List<ObjectionScope> scopes(@Nullable Category category) {
        return category == Category.SURVEY
                ? List.of(ObjectionScope.ALL_MARKETING, ObjectionScope.SURVEYS)
                : List.of(ObjectionScope.ALL_MARKETING);
    }

    private void called(OpenSubject subject) {
        String claim = report.claim();
        String digest = claim == null ? null : ClaimCall.digest(claim);
        Optional<CallbackRequest> request = subject.state().wishes().usedBy(report.controller(), digest, session.now());
        boolean reached = report.outcome() == ContactOutcome.CALLED;
        if (request.isEmpty()) {
            noted(subject);
            return;
        }
        UUID id = request.get().id();
        recording.foldAny(subject, new CallbackReported(id, digest, reached), purposes);
        CallbackRequest left = subject.state().wishes().callback(id).orElseThrow();
        FactKind kind = reached ? FactKind.CALLBACK_USED : FactKind.CONTACT_REPORTED;
        recording.note(subject, draft(subject, kind), new FactView.More(FactView.CallbackPart.of(left), null, part()));
    }

    private void noted(OpenSubject subject) {
        recording.foldAny(subject, new Noted(), purposes);
        recording.note(subject, draft(subject, FactKind.CONTACT_REPORTED), new FactView.More(null, null, part()));
    }

    private FactView.ReportPart part() {
        return new FactView.ReportPart(report.outcome(), report.purpose(), report.channel(), report.decisionId());
    }

    private FactDraft draft(OpenSubject subject, FactKind kind) {
        return new FactDraft(ids.next(), kind, report.at(), null, null, null, null, null, identifiers(subject));
    }

    /**
     * When the answer came is not told: {@code at} may be the time of the message it answers. So the person has said it now; a no that is dated
     * too early would leave standing what it ends.
     */
    private void object(OpenSubject subject, ObjectionScope scope) {
        UUID id = ids.next();
        Instant now = session.now();
        Objection objection = subject.state()
                .saidAgain(new Objection(id, report.controller(), scope, null, null, null, now, now, null));
        recording.fold(subject, new Objected(objection), purposes);
        FactDraft draft = new FactDraft(
                id,
                FactKind.OBJECTION_RECORDED,
                report.at(),
                null,
                ObjectionParts.of(objection),
                null,
                null,
                capture(),
                identifiers(subject));
        recording.note(subject, draft, new FactView.More(null, null, part()));
    }

    /** A reply comes from the person; of a call or a complaint we have the reporter's word. */
    private FactView.CapturePart capture() {
        CaptureMethod method = METHODS.getOrDefault(report.channel(), CaptureMethod.STAFF_ENTRY_UNSIGNED);
        Actor actor = method == CaptureMethod.SMS_REPLY ? Actor.SUBJECT : Actor.STAFF;
        return new FactView.CapturePart(method, actor, report.at(), null, null, false, false, false);
    }

    private List<PersonalField> identifiers(OpenSubject subject) {
        return session.of(subject).stream().map(OwnIdentifier::field).toList();
    }
}
