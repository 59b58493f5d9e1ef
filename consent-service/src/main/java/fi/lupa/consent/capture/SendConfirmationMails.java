// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.StackText;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends confirmation mails, each at most once: a mail is marked before it goes out and never taken up again. The tenant's lock
 * {@code job:confirmation-mails} makes the marking single among all processes.
 */
@ApplicationScoped
class SendConfirmationMails {

    private static final Logger LOG = Logger.getLogger(SendConfirmationMails.class);
    private static final byte[] LOCK = Transactions.lockNamed("job:confirmation-mails");
    private static final int AT_ONCE = 20;

    private final Transactions transactions;
    private final MailQueue queue;
    private final Vault vault;
    private final Mailer mailer;
    private final ObjectMapper json;
    private final InstantSource clock;
    private volatile boolean held;

    SendConfirmationMails(
            Transactions transactions,
            MailQueue queue,
            Vault vault,
            Mailer mailer,
            ObjectMapper json,
            InstantSource clock) {
        this.transactions = transactions;
        this.queue = queue;
        this.vault = vault;
        this.mailer = mailer;
        this.json = json;
        this.clock = clock;
    }

    /** Runs every second; a failure leaves the rest to the next run and is said once. */
    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void run() {
        try {
            queue.tenants().forEach(this::run);
            held = false;
        } catch (RuntimeException e) {
            if (!held) {
                LOG.warnf("Confirmation mails wait: %s", e.getClass().getSimpleName());
            }
            held = true;
        }
    }

    private void run(TenantId tenant) {
        if (!transactions.read(tenant, () -> queue.anyWaiting(tenant))) {
            return;
        }
        List<MailQueue.Claimed> claimed =
                transactions.write(tenant, List.of(LOCK), () -> queue.claim(tenant, AT_ONCE, clock.instant()));
        for (MailQueue.Claimed mail : claimed) {
            boolean sent = send(tenant, mail);
            transactions.write(tenant, List.of(LOCK), () -> {
                queue.done(tenant, mail.id(), sent, clock.instant());
                return sent;
            });
        }
    }

    private boolean send(TenantId tenant, MailQueue.Claimed claimed) {
        Optional<byte[]> opened = transactions.read(
                tenant, () -> vault.open(tenant, claimed.subject(), claimed.sealed(), SealedUse.MAIL + claimed.id()));
        if (opened.isEmpty()) {
            return false;
        }
        try {
            mailer.send(letter(json.readValue(opened.get(), OutgoingMail.class)));
            LOG.infof("Asked for confirmation: subject=%s", claimed.subject());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warnf("A confirmation mail was not taken: subject=%s %s", claimed.subject(), StackText.of(e));
            return false;
        }
    }

    private static Mail letter(OutgoingMail mail) {
        Language language = Language.of(mail.language());
        String purposes = String.join(
                "\n", mail.purposes().stream().map(title -> "- " + title).toList());
        String text = Texts.of(
                language,
                "mail.text",
                mail.controller(),
                purposes,
                mail.link(),
                mail.confirmBy().toString().substring(0, 10));
        return Mail.withText(mail.to(), Texts.of(language, "mail.subject", mail.controller()), text);
    }
}
