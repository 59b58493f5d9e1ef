// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the ledger and what recipients have to be told. Another controller's is not shown. */
@ApplicationScoped
class ReadLedger {

    private static final int AT_ONCE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final Transactions transactions;
    private final LedgerRows ledger;
    private final NoticeRows notices;
    private final KnownRecipients recipients;
    private final InstantSource clock;

    ReadLedger(
            Transactions transactions,
            LedgerRows ledger,
            NoticeRows notices,
            KnownRecipients recipients,
            InstantSource clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.notices = notices;
        this.recipients = recipients;
        this.clock = clock;
    }

    /** One page and the cursor of the next, if there is one. */
    record Page<T>(List<T> items, @Nullable String nextCursor) {

        private static <T> Page<T> of(List<T> found, Function<T, UUID> id) {
            boolean more = found.size() > AT_ONCE;
            List<T> items = more ? found.subList(0, AT_ONCE) : found;
            return new Page<>(items, more ? id.apply(items.get(AT_ONCE - 1)).toString() : null);
        }
    }

    /** What was disclosed about a subject, by the caller's controllers (GDPR 15(1)(c)). */
    Page<LedgerEntry> about(Caller caller, SubjectId subject, @Nullable String cursor) {
        UUID after = after(cursor);
        return Page.of(
                transactions.read(
                        caller.tenant(),
                        () -> ledger.of(caller.tenant(), subject, caller.controllers(), after, AT_ONCE + 1)),
                LedgerEntry::id);
    }

    /** What the recipients that the caller speaks for have not acknowledged, oldest first. */
    Page<NoticeView> open(Caller caller, @Nullable String cursor) {
        UUID after = after(cursor);
        return transactions.read(
                caller.tenant(),
                () -> views(
                        caller,
                        notices.open(
                                caller.tenant(),
                                recipients.spokenFor(caller),
                                caller.controllers(),
                                after,
                                AT_ONCE + 1)));
    }

    /** What recipients of a controller's data have not acknowledged in time. */
    Page<NoticeView> overdue(Caller caller, @Nullable String controller, @Nullable String cursor) {
        if (controller == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "controller", "MISSING");
        }
        caller.mayActFor(controller);
        UUID after = after(cursor);
        return transactions.read(
                caller.tenant(),
                () -> views(caller, notices.overdue(caller.tenant(), controller, clock.instant(), after, AT_ONCE + 1)));
    }

    private Page<NoticeView> views(Caller caller, List<Notice> found) {
        List<UUID> ids = found.stream()
                .flatMap(notice -> notice.disclosures().stream())
                .distinct()
                .toList();
        Map<UUID, LedgerEntry> entries = ledger.find(caller.tenant(), ids).stream()
                .collect(Collectors.toMap(LedgerEntry::id, Function.identity()));
        return Page.of(found.stream().map(notice -> view(notice, entries)).toList(), NoticeView::id);
    }

    private static NoticeView view(Notice notice, Map<UUID, LedgerEntry> entries) {
        return NoticeView.of(
                notice,
                notice.disclosures().stream()
                        .map(entries::get)
                        .filter(entry -> entry != null)
                        .toList());
    }

    private static UUID after(@Nullable String cursor) {
        try {
            return cursor == null ? FIRST : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "cursor", "NOT_ALLOWED");
        }
    }
}
