// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.ContactCounts;
import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.permission.domain.Standing;
import fi.lupa.consent.proof.SealedProofs;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.suppression.Entry;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Reason;
import fi.lupa.consent.suppression.Suppressions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Erases a person (GDPR 17): key, values, disclosures, mails and stored answers go, and with the key everything that the journal holds sealed.
 * What stays is a keyed hash of each identifier without a subject, so that nobody brings the person back unasked, and, unless it was decided
 * otherwise, a sealed proof of what the person had said.
 */
@ApplicationScoped
public class EraseSubject {

    private final Subjects subjects;
    private final Suppressions suppressions;
    private final SealedProofs proofs;
    private final ContactCounts counts;

    EraseSubject(Subjects subjects, Suppressions suppressions, SealedProofs proofs, ContactCounts counts) {
        this.proofs = proofs;
        this.counts = counts;
        this.subjects = subjects;
        this.suppressions = suppressions;
    }

    /**
     * Erases in the transaction in progress, which holds the subject's lock; the telling stores what is left. Returns when the proof is destroyed, if
     * any is kept.
     */
    public Optional<Instant> erase(
            CaptureContext context, OtherFacts.Telling telling, OpenSubject subject, UUID request, boolean keepProof) {
        Optional<Instant> kept = keepProof ? proofs.keep(context, subject, request) : Optional.empty();
        List<Entry> tombstones = subject.identifiers().stream()
                .map(held -> new Entry(held.key(), Reason.ERASED))
                .toList();
        suppressions.add(context.tenant(), ListName.erased(subject.domain()), tombstones, context.recordedAt());
        telling.note(
                subject,
                RightsFactKind.ERASED.wireName(),
                RightsFactKind.ERASED.part(),
                new RightsPart.Erasure(request, kept.isPresent()),
                List.of());
        subject.end(Standing.ERASED);
        subjects.destroy(context, subject);
        counts.forget(context, subject.id());
        return kept;
    }
}
