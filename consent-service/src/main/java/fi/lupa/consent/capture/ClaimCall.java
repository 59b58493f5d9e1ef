// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.permission.domain.CallbackClaimed;
import fi.lupa.consent.permission.domain.CallbackRequest;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Sets one call aside for whoever asks first; everybody else is told not to call. */
@ApplicationScoped
class ClaimCall {

    private static final Logger LOG = Logger.getLogger(ClaimCall.class);
    private static final Duration LIFE = Duration.ofHours(2);
    private static final int SECRET_LENGTH = 24;

    private final Transactions transactions;
    private final CallbackRows rows;
    private final Subjects subjects;
    private final FactWriter facts;
    private final Answering answering;
    private final Means means;

    ClaimCall(
            Transactions transactions,
            CallbackRows rows,
            Subjects subjects,
            FactWriter facts,
            Answering answering,
            Means means) {
        this.transactions = transactions;
        this.rows = rows;
        this.subjects = subjects;
        this.facts = facts;
        this.answering = answering;
        this.means = means;
    }

    /** Where ids and secrets come from, and what is known of the controller. */
    @ApplicationScoped
    static class Means {

        private final Ids ids;
        private final SecureRandom random;
        private final Catalogue catalogue;

        Means(Ids ids, SecureRandom random, Catalogue catalogue) {
            this.ids = ids;
            this.random = random;
            this.catalogue = catalogue;
        }

        /** Throws CONTROLLER_CLOSED: a call that was asked for is not made any more once the controller has left. */
        void requireOpen(CaptureContext context, String controller) {
            catalogue
                    .controller(context.tenant(), controller)
                    .ifPresent(known -> known.requireOpen(context.recordedAt()));
        }

        UUID id() {
            return ids.next();
        }

        String secret() {
            byte[] secret = new byte[SECRET_LENGTH];
            random.nextBytes(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        }
    }

    /** The answer: the secret that a decision is asked with, and until when it holds. */
    record ClaimView(String claim, Instant expiresAt, String revision) {}

    /** Throws NOT_FOUND for a request the caller may not see, CALLBACK_NOT_CLAIMABLE if no call is left, CONTROLLER_CLOSED. */
    Answer claim(Caller caller, UUID id, Optional<IdempotencyClaim> once) {
        CallbackRows.Owner owner = transactions
                .read(caller.tenant(), () -> rows.find(caller.tenant(), id))
                .filter(known -> caller.controllers().contains(known.controller()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        CaptureScope scope = CaptureScope.ofSubjects(caller.tenant(), Set.of(owner.subject()));
        return once.map(claim -> transactions.captureOnce(scope, claim, context -> record(context, caller, owner, id)))
                .orElseGet(() -> transactions
                        .capture(scope, context -> record(context, caller, owner, id))
                        .answer());
    }

    private CommittedAnswer record(CaptureContext context, Caller caller, CallbackRows.Owner owner, UUID id) {
        OpenSubject subject = subjects.open(context.tenant(), owner.subject())
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        means.requireOpen(context, owner.controller());
        Instant now = context.recordedAt();
        boolean claimable = subject.state()
                .wishes()
                .callback(id)
                .filter(request -> request.claimableAt(now))
                .isPresent();
        if (!claimable) {
            throw new ProblemException(ProblemCode.CALLBACK_NOT_CLAIMABLE);
        }
        String secret = means.secret();
        CallbackRequest.Claim claim = new CallbackRequest.Claim(digest(secret), now.plus(LIFE));
        Recording recording = facts.begin(context, caller.client(), owner.controller());
        recording.foldAny(subject, new CallbackClaimed(id, claim, now), (key, purpose) -> Optional.empty());
        CallbackRequest claimed = subject.state().wishes().callback(id).orElseThrow();
        FactDraft draft =
                new FactDraft(means.id(), FactKind.CALLBACK_CLAIMED, now, null, null, null, null, null, List.of());
        recording.note(subject, draft, new FactView.More(FactView.CallbackPart.of(claimed), null, null));
        recording.close();
        LOG.infof("Claimed: subject=%s request=%s client=%s", subject.id(), id, caller.client());
        return answering.created(subject, new ClaimView(secret, claim.expiresAt(), answering.revision(context)));
    }

    static String digest(String secret) {
        return HexFormat.of().formatHex(Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
