// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mailbox;

import fi.lupa.consent.inbound.InboundMails;
import fi.lupa.consent.journal.WritesRefusedException;
import fi.lupa.consent.store.StoreException;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.StackText;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads what is new in a mailbox, oldest first. A message is recorded, then marked, then counted as read: killed in between it is read again, which
 * records nothing twice.
 */
@ApplicationScoped
class ReadMailbox {

    private static final Logger LOG = Logger.getLogger(ReadMailbox.class);

    private final Transactions transactions;
    private final CursorRows cursors;
    private final InboundMails mails;
    private final MailboxesConfig config;
    private final MeterRegistry meters;
    private final InstantSource clock;

    ReadMailbox(
            Transactions transactions,
            CursorRows cursors,
            InboundMails mails,
            MailboxesConfig config,
            MeterRegistry meters,
            InstantSource clock) {
        this.transactions = transactions;
        this.cursors = cursors;
        this.mails = mails;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Returns whether there is more; throws what says that server or database is not there. */
    boolean read(String name, MailboxesConfig.Box box) throws MessagingException, IOException {
        TenantId tenant = TenantId.ofKey(box.tenant());
        Cursor cursor = transactions.read(tenant, () -> cursors.find(tenant, name));
        try (ImapFolder folder = ImapFolder.open(box)) {
            long validity = folder.validity();
            List<Long> news = folder.after(cursor.after(validity), config.atOnce());
            for (long uid : news) {
                Instant now = Timestamps.truncate(clock.instant());
                ImapFolder.Mail mail = folder.fetch(
                        uid, Math.toIntExact(config.maxMessageSize().asLongValue()), now);
                if (mail != null) {
                    InboundMails.Taken taken = take(name, box, mail);
                    folder.mark(mail, taken.forAPerson());
                    meters.counter("lupa.mailbox.messages", "understood", taken.understood())
                            .increment();
                }
                advance(tenant, name, new Cursor(validity, uid), now);
            }
            return news.size() == config.atOnce();
        }
    }

    private InboundMails.Taken take(String name, MailboxesConfig.Box box, ImapFolder.Mail mail) {
        try {
            return mails.take(caller(name, box), box.controller(), mail.content(), mail.receivedAt());
        } catch (StoreException | WritesRefusedException | ProblemException later) {
            throw later;
        } catch (RuntimeException e) {
            // Whatever somebody has sent, the next message has its turn.
            LOG.warnf("A message cannot be read: mailbox=%s uid=%d %s", name, mail.uid(), StackText.of(e));
            return InboundMails.Taken.UNREADABLE;
        }
    }

    /** The controller's own mailbox: no mandate stands between. */
    private static Caller caller(String name, MailboxesConfig.Box box) {
        return new Caller(
                box.tenant(),
                TenantId.ofKey(box.tenant()),
                "lupa-mailbox/" + name,
                null,
                Set.of(box.controller()),
                Set.of(Scope.CONTACT_REPORT));
    }

    private void advance(TenantId tenant, String name, Cursor cursor, Instant now) {
        transactions.write(tenant, List.of(Transactions.lockNamed("mailbox:" + name)), () -> {
            cursors.advance(tenant, name, cursor, now);
            return cursor;
        });
    }
}
