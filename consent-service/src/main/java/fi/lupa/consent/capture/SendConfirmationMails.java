// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.mail.MailServer;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.StackText;
import io.quarkus.mailer.Mail;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends confirmation mails and letters, each at most once: a mail is marked before it goes out, and taken up again only where the mail server was not there for it
 * or said that it cannot take it now. The tenant's lock {@code job:confirmation-mails} makes the marking single among all processes.
 */
@ApplicationScoped
class SendConfirmationMails {

    private static final Logger LOG = Logger.getLogger(SendConfirmationMails.class);
    private static final byte[] LOCK = Transactions.lockNamed("job:confirmation-mails");
    private static final int IN_TURN = 20;
    private static final int MOST_ATTEMPTS = 20;
    private static final ObjectMapper JSON = LupaJacksonModule.strict(new ObjectMapper());

    private final Transactions transactions;
    private final MailQueue queue;
    private final Vault vault;
    private final MailServer server;
    private final ConfirmChoices confirmations;
    private final InstantSource clock;
    private volatile boolean held;

    SendConfirmationMails(
            Transactions transactions,
            MailQueue queue,
            Vault vault,
            MailServer server,
            ConfirmChoices confirmations,
            InstantSource clock) {
        this.confirmations = confirmations;
        this.transactions = transactions;
        this.queue = queue;
        this.vault = vault;
        this.server = server;
        this.clock = clock;
    }

    /** Runs every second; a failure leaves the rest to the next run and is said once. */
    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            boolean failed = false;
            for (TenantId tenant : queue.sending()) {
                failed |= !runAlone(tenant);
            }
            held &= failed;
        } catch (RuntimeException e) {
            wait(e);
        }
    }

    /** Returns false where something cannot be done: it waits by itself, with its tenant's other mails. */
    private boolean runAlone(TenantId tenant) {
        try {
            run(tenant);
            return true;
        } catch (RuntimeException e) {
            wait(e);
            return false;
        }
    }

    private void wait(RuntimeException e) {
        if (!held) {
            LOG.warnf("Confirmation mails wait: %s", StackText.of(e));
        }
        held = true;
    }

    /** One mail is marked when the one before it is settled: of no other is it unknown whether it went out. */
    private void run(TenantId tenant) {
        Optional<MailQueue.Claimed> next = locked(tenant, () -> queue.claim(tenant, clock.instant()));
        for (int sent = 1; next.isPresent(); sent++) {
            MailQueue.Claimed mail = next.get();
            MailFate fate = send(tenant, mail);
            boolean more = sent < IN_TURN;
            next = locked(tenant, () -> {
                queue.settle(tenant, mail, fate, clock.instant());
                return more ? queue.claim(tenant, clock.instant()) : Optional.empty();
            });
        }
    }

    private <T> T locked(TenantId tenant, Supplier<T> work) {
        return transactions.write(tenant, List.of(LOCK), work);
    }

    /** What fails before anything went out is tried again too, though not for ever. */
    private MailFate send(TenantId tenant, MailQueue.Claimed claimed) {
        try {
            Optional<byte[]> opened = transactions.read(
                    tenant,
                    () -> vault.open(tenant, claimed.subject(), claimed.sealed(), SealedUse.MAIL + claimed.id()));
            return opened.isEmpty() ? MailFate.FAILED : send(claimed, JSON.readValue(opened.get(), OutgoingMail.class));
        } catch (IOException | RuntimeException e) {
            LOG.warnf("A confirmation mail cannot be made: subject=%s %s", claimed.subject(), StackText.of(e));
            return claimed.attempts() < MOST_ATTEMPTS ? MailFate.WAITING : MailFate.FAILED;
        }
    }

    private MailFate send(MailQueue.Claimed claimed, OutgoingMail mail) {
        boolean late = mail.reminder() || claimed.attempts() > 1;
        if (late && mail.letter() == null && !stillOpen(mail)) {
            return MailFate.DROPPED;
        }
        try {
            server.send(letter(mail));
            LOG.infof(
                    "Mail sent: subject=%s letter=%s reminder=%s",
                    claimed.subject(), mail.letter() != null, mail.reminder());
            return MailFate.SENT;
        } catch (RuntimeException e) {
            MailFate fate = MailAttempt.fate(e, mail.confirmBy(), clock.instant());
            LOG.warnf(
                    "A confirmation mail was not taken: subject=%s attempt=%d becomes=%s %s",
                    claimed.subject(), claimed.attempts(), fate, StackText.of(e));
            return fate;
        }
    }

    /** Nobody who has said anything since is asked late, or reminded of what they did not confirm. */
    private boolean stillOpen(OutgoingMail mail) {
        String token = mail.link().substring(mail.link().lastIndexOf('/') + 1);
        return confirmations.show(token, Language.of(mail.language())).status() == LinkStatus.OPEN;
    }

    private static Mail letter(OutgoingMail mail) {
        Letter letter = mail.letter();
        if (letter != null) {
            return Mail.withText(mail.to(), letter.subject(), letter.text())
                    .addHeader("Auto-Submitted", "auto-replied");
        }
        Language language = Language.of(mail.language());
        String purposes = String.join(
                "\n", mail.purposes().stream().map(title -> "- " + title).toList());
        String text = Texts.of(
                language,
                mail.reminder() ? "mail.reminder.text" : "mail.text",
                mail.controller(),
                purposes,
                mail.link(),
                mail.confirmBy().toString().substring(0, 10));
        return Mail.withText(
                mail.to(),
                Texts.of(language, mail.reminder() ? "mail.reminder.subject" : "mail.subject", mail.controller()),
                text);
    }
}
