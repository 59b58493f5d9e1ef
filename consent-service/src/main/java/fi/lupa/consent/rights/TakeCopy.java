// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.copy.PersonalCopies;
import fi.lupa.consent.copy.PersonalCopy;
import fi.lupa.consent.permission.domain.RightsRequest;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives out a person's copy to who handles the request. That it is given is recorded before anything is read, once for each time: who looked at
 * somebody's data how often is what the person may want to know.
 */
@ApplicationScoped
class TakeCopy {

    private static final Logger LOG = Logger.getLogger(TakeCopy.class);

    private final OpenRequests requests;
    private final RequestRows rows;
    private final OtherFacts facts;
    private final PersonalCopies copies;

    TakeCopy(OpenRequests requests, RequestRows rows, OtherFacts facts, PersonalCopies copies) {
        this.requests = requests;
        this.rows = rows;
        this.facts = facts;
        this.copies = copies;
    }

    /**
     * What is wished for.
     *
     * @param subject whose copy, where a split has left more than one; null: everybody's the request is about
     * @param language by an Accept-Language header; null: the person's
     */
    record Wished(@Nullable String subject, @Nullable String language, boolean readable) {}

    /** Throws NOT_FOUND, MANDATE_OUT_OF_SCOPE, REQUEST_WITHOUT_COPY, IDENTITY_NOT_VERIFIED, NOT_ACCEPTABLE or INVALID_VALUE. */
    PersonalCopy take(Caller caller, UUID id, Wished wished) {
        PersonalCopy.Asked asked =
                requests.handle(caller, id, (context, open) -> record(context, caller, open, wished));
        return copies.prepare(asked);
    }

    private PersonalCopy.Asked record(CaptureContext context, Caller caller, OpenRequests.Open open, Wished wished) {
        RequestRow row = open.row();
        check(row, wished);
        List<OpenSubject> meant = meant(open, wished.subject());
        if (!meant.isEmpty()) {
            OtherFacts.Telling telling = facts.begin(context, caller.client(), row.controller());
            RightsFactKind kind = RightsFactKind.COPIED;
            meant.forEach(
                    subject -> telling.note(subject, kind.wireName(), kind.part(), RightsPart.of(row), List.of()));
            telling.close();
        }
        LOG.infof(
                "Copy given: request=%s kind=%s controller=%s client=%s",
                row.id(), row.kind(), row.controller(), caller.client());
        return new PersonalCopy.Asked(
                context.tenant(),
                row.controller(),
                row.id(),
                row.kind() == RightsRequest.Kind.PORTABILITY,
                meant.stream().map(OpenSubject::id).toList(),
                erased(context, row),
                wished.language() == null ? null : Language.of(wished.language()));
    }

    private static void check(RequestRow row, Wished wished) {
        boolean portability = row.kind() == RightsRequest.Kind.PORTABILITY;
        if (!portability && row.kind() != RightsRequest.Kind.ACCESS) {
            throw new ProblemException(ProblemCode.REQUEST_WITHOUT_COPY);
        }
        if (row.identity() != Identity.VERIFIED) {
            throw new ProblemException(ProblemCode.IDENTITY_NOT_VERIFIED);
        }
        if (portability && wished.readable()) {
            throw new ProblemException(ProblemCode.NOT_ACCEPTABLE);
        }
    }

    /** Who was taken for somebody else for a while does not get what is theirs: after a split it is said whose copy it is. */
    private static List<OpenSubject> meant(OpenRequests.Open open, @Nullable String named) {
        if (named == null) {
            if (open.row().parted() && open.subjects().size() > 1) {
                throw ProblemException.at(ProblemCode.INVALID_VALUE, "subject", "MISSING");
            }
            return open.subjects();
        }
        List<OpenSubject> meant = open.subjects().stream()
                .filter(subject -> subject.id().value().equals(named))
                .toList();
        if (meant.isEmpty()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "subject", "NOT_ALLOWED");
        }
        return meant;
    }

    private List<PersonalCopy.Told> erased(CaptureContext context, RequestRow row) {
        List<PersonalCopy.Told> told = new ArrayList<>();
        for (SubjectId subject : row.subjects()) {
            rows.erasure(context.tenant(), subject, row.controller())
                    .ifPresent(erasure -> told.add(
                            language -> RightsTexts.erased(erasure.proofUntil()).getOrDefault(language.tag(), "")));
        }
        return told;
    }
}
