// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Category;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.Restriction;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.consent.succession.domain.Counterpart;
import fi.lupa.consent.succession.domain.Moved;
import fi.lupa.consent.succession.domain.Prohibitions;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Records at the successor what one subject has prohibited the controller. Each saying is carried once, so that a later lift stands. */
@ApplicationScoped
class CarryProhibitions {

    private static final String CLIENT = "lupa";

    private final Subjects subjects;
    private final OtherFacts facts;
    private final Catalogue catalogue;
    private final SuccessionRows rows;
    private final Ids ids;

    CarryProhibitions(Subjects subjects, OtherFacts facts, Catalogue catalogue, SuccessionRows rows, Ids ids) {
        this.subjects = subjects;
        this.facts = facts;
        this.catalogue = catalogue;
        this.rows = rows;
        this.ids = ids;
    }

    /** Carries in the write in progress, which holds the subject's lock; returns how much was new. */
    int carry(CaptureContext context, Succession succession, SubjectId id) {
        Optional<OpenSubject> found = subjects.open(context.tenant(), id);
        if (found.isEmpty()) {
            return 0;
        }
        OpenSubject subject = found.get();
        OtherFacts.Telling telling = facts.begin(context, CLIENT, succession.successor());
        int told = objections(context, telling, subject, succession);
        told += restrictions(context, telling, subject, succession);
        if (told > 0) {
            telling.close();
        }
        return told;
    }

    private int objections(
            CaptureContext context, OtherFacts.Telling telling, OpenSubject subject, Succession succession) {
        List<Moved> moved = Prohibitions.of(
                subject.state(),
                succession.controller(),
                purpose -> counterpart(context.tenant(), succession, purpose));
        int told = 0;
        for (Moved no : moved) {
            boolean isNew = rows.carry(context.tenant(), succession.id(), subject.id(), no.source(), no.at());
            if (isNew && object(telling, subject, succession, no)) {
                told++;
            }
        }
        return told;
    }

    private int restrictions(
            CaptureContext context, OtherFacts.Telling telling, OpenSubject subject, Succession succession) {
        int told = 0;
        for (Restriction one : subject.standing().restrictions()) {
            boolean isNew = one.controller().equals(succession.controller())
                    && rows.carry(context.tenant(), succession.id(), subject.id(), one.id(), one.from());
            if (isNew && restrict(telling, subject, succession, one)) {
                told++;
            }
        }
        return told;
    }

    private boolean object(OtherFacts.Telling telling, OpenSubject subject, Succession succession, Moved no) {
        Objection objection = new Objection(
                ids.next(),
                succession.successor(),
                no.scope(),
                no.channel(),
                no.purpose(),
                no.topic(),
                no.at(),
                telling.now(),
                null);
        boolean stands = subject.state().objections().stream()
                .anyMatch(other -> objection.repeats(other) && !other.at().isBefore(objection.at()));
        if (!stands) {
            telling.object(subject, objection);
        }
        return !stands;
    }

    /** It has the same request, with which it will be lifted. */
    private boolean restrict(
            OtherFacts.Telling telling, OpenSubject subject, Succession succession, Restriction restriction) {
        boolean over = restriction.until() != null && !restriction.until().isAfter(telling.now());
        if (!over) {
            Restriction same = new Restriction(
                    ids.next(),
                    restriction.request(),
                    succession.successor(),
                    restriction.scope(),
                    restriction.ground(),
                    restriction.from(),
                    restriction.until(),
                    telling.now());
            subject.become(subject.standing().with(same));
            telling.note(subject, "restriction.set", "restriction", same, List.of());
        }
        return !over;
    }

    private Counterpart counterpart(TenantId tenant, Succession succession, String purpose) {
        Optional<Purpose> before = catalogue.purpose(tenant, succession.controller(), purpose);
        Optional<Purpose> after = catalogue.purpose(tenant, succession.successor(), purpose);
        boolean same = before.isPresent()
                && after.isPresent()
                && before.get().category() == after.get().category();
        return new Counterpart(
                before.map(known -> Category.valueOf(known.category().name())).orElse(null), same);
    }
}
