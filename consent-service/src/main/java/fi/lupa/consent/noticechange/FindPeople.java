// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the people whom a change concerns, in passes over the register, step by step; a step that was committed is not done again. */
@ApplicationScoped
class FindPeople {

    private static final int SUBJECTS_AT_ONCE = 500;

    private final Transactions transactions;
    private final NoticeChangeRows rows;
    private final PersonRows people;
    private final ChangedTexts texts;
    private final Addressing addressing;
    private final Means means;

    FindPeople(
            Transactions transactions,
            NoticeChangeRows rows,
            PersonRows people,
            ChangedTexts texts,
            Addressing addressing,
            Means means) {
        this.transactions = transactions;
        this.rows = rows;
        this.people = people;
        this.texts = texts;
        this.addressing = addressing;
        this.means = means;
    }

    /** What the use case needs besides. */
    @Dependent
    static class Means {

        private final Subjects subjects;
        private final InstantSource clock;

        Means(Subjects subjects, InstantSource clock) {
            this.subjects = subjects;
            this.clock = clock;
        }
    }

    /** Takes one step of the present pass. */
    void step(TenantId tenant, NoticeChange known) {
        List<byte[]> lock = List.of(Transactions.lockNamed(known.lock()));
        transactions.write(tenant, lock, () -> rows.find(tenant, known.id())
                .filter(change -> change.stage() == NoticeChange.Stage.LISTING)
                .map(change -> list(tenant, change)));
    }

    private NoticeChange list(TenantId tenant, NoticeChange change) {
        PersonRows.Seen seen = people.next(tenant, change.notice(), change.listedTo(), SUBJECTS_AT_ONCE);
        Map<SubjectId, Fate> concerned = concerned(tenant, change, seen.naming());
        int found =
                change.found() + people.add(tenant, change.id(), concerned, Timestamps.truncate(means.clock.instant()));
        boolean over = seen.count() < SUBJECTS_AT_ONCE;
        NoticeChange next = over
                ? change.at(afterPass(tenant, change, found), NoticeChange.START, 0)
                : change.at(NoticeChange.Stage.LISTING, seen.last(), found);
        rows.advance(tenant, next);
        return next;
    }

    /** Nobody new is the end, unless people wait still: of an order that was stopped and goes on. */
    private NoticeChange.Stage afterPass(TenantId tenant, NoticeChange change, int found) {
        Set<Fate> fates = people.counts(tenant, change.id()).keySet();
        boolean open = found > 0 || fates.contains(Fate.WAITING) || fates.contains(Fate.SENDING);
        return open && !change.dryRun() ? NoticeChange.Stage.TELLING : NoticeChange.Stage.DONE;
    }

    private Map<SubjectId, Fate> concerned(TenantId tenant, NoticeChange change, List<SubjectId> naming) {
        Map<SubjectId, Fate> concerned = new LinkedHashMap<>();
        if (naming.isEmpty()) {
            return concerned;
        }
        ChangedTexts.Changed changed = texts.of(tenant, change);
        means.subjects.open(tenant, naming).forEach((id, subject) -> {
            Fate fate = addressing.told(tenant, subject, changed.text()).fate();
            if (fate != Fate.NOT_CONCERNED) {
                concerned.put(id, change.dryRun() && fate == Fate.WAITING ? Fate.COUNTED : fate);
            }
        });
        return concerned;
    }
}
