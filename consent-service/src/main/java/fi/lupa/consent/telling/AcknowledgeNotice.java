// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.consent.journal.Epochs;
import fi.lupa.consent.journal.Journal;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Records that a recipient has done what it was told; said twice, the first time counts. */
@ApplicationScoped
class AcknowledgeNotice {

    private static final Logger LOG = Logger.getLogger(AcknowledgeNotice.class);

    private final Transactions transactions;
    private final NoticeRows rows;
    private final LedgerRows ledger;
    private final KnownRecipients recipients;
    private final OpenNotices notices;
    private final Means means;

    AcknowledgeNotice(
            Transactions transactions,
            NoticeRows rows,
            LedgerRows ledger,
            KnownRecipients recipients,
            OpenNotices notices,
            Means means) {
        this.transactions = transactions;
        this.rows = rows;
        this.ledger = ledger;
        this.recipients = recipients;
        this.notices = notices;
        this.means = means;
    }

    /** What the use case needs besides. */
    @Dependent
    static class Means {

        private final Journal journal;
        private final Epochs epochs;
        private final RevisionTokens tokens;
        private final InstantSource clock;

        Means(Journal journal, Epochs epochs, RevisionTokens tokens, InstantSource clock) {
            this.journal = journal;
            this.epochs = epochs;
            this.tokens = tokens;
            this.clock = clock;
        }
    }

    /** The answer. */
    record AcknowledgedView(UUID id, Instant acknowledgedAt, String revision) {}

    /** Returns when it was acknowledged; throws NOT_FOUND unless the caller speaks for the recipient. */
    AcknowledgedView acknowledge(Caller caller, UUID id) {
        byte[] lock = Transactions.lockNamed("recipient-notice:" + id);
        return transactions.write(caller.tenant(), List.of(lock), () -> {
            Notice notice = rows.find(caller.tenant(), id)
                    .filter(found -> speaksFor(caller, found))
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
            Instant before = notice.acknowledgedAt();
            Instant at = before == null ? record(caller, notice) : before;
            RevisionToken revision = new RevisionToken(caller.tenant(), means.epochs.current(), transactions.xid());
            return new AcknowledgedView(id, at, means.tokens.mint(revision));
        });
    }

    private boolean speaksFor(Caller caller, Notice notice) {
        boolean ofItsControllers = notice.recipient().kind() == RecipientKind.CONTROLLER
                || caller.controllers().contains(notice.controller());
        return ofItsControllers && recipients.spokenFor(caller).contains(notice.recipient());
    }

    private Instant record(Caller caller, Notice notice) {
        Instant now = Timestamps.truncate(means.clock.instant());
        rows.acknowledge(caller.tenant(), notice.id(), caller.client(), now);
        if (notice.about() == About.ERASURE) {
            ledger.forgetReferences(caller.tenant(), notice.disclosures());
        }
        OpenNotices.Place place = new OpenNotices.Place(caller.tenant(), means.epochs.current(), now);
        means.journal.append(notices.acknowledged(place, notice));
        LOG.infof("Recipient acknowledged: notice=%s about=%s", notice.id(), notice.about());
        return now;
    }
}
