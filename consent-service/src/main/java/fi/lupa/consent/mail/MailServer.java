// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The mail server that takes our mails.
 *
 * <p>The mail client is asked on an event loop. Asked on any other thread it loses the server's greeting one time in fifty, and then both wait for the
 * other until the server hangs up (ADR 0073).
 */
@ApplicationScoped
public class MailServer {

    private final ReactiveMailer mailer;
    private final Vertx vertx;
    private final Duration timeout;

    MailServer(
            ReactiveMailer mailer,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.mailer.timeout", defaultValue = "PT60S") Duration timeout) {
        this.mailer = mailer;
        this.vertx = vertx;
        this.timeout = timeout;
    }

    /** Returns when the server has taken the mail; otherwise throws, as the mail client does, what tells whether it certainly has not. */
    public void send(Mail mail) {
        Uni.createFrom()
                .deferred(() -> mailer.send(mail))
                .runSubscriptionOn(command -> vertx.getOrCreateContext().runOnContext(ignored -> command.run()))
                .await()
                .atMost(timeout);
    }
}
