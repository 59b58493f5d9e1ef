// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailServerTest {

    private static final Mail MAIL = Mail.withText("matti@koe.example.fi", "Hei", "Hei");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void isAskedOnAnEventLoop_whateverThreadAsks() throws ExecutionException, InterruptedException {
        // Given
        List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();
        MailServer server =
                server(Uni.createFrom().voidItem().invoke(() -> onEventLoop.add(Context.isOnEventLoopThread())));

        // When
        server.send(MAIL);
        vertx.executeBlocking(() -> {
                    server.send(MAIL);
                    return null;
                })
                .toCompletionStage()
                .toCompletableFuture()
                .get();

        // Then
        assertThat(onEventLoop).containsExactly(true, true);
    }

    @Test
    void saysWhatTheServerAnswered() {
        // Given
        MailServer server =
                server(Uni.createFrom().failure(() -> new SMTPException("no", 451, List.of("451 later"), true)));

        // When, Then
        assertThatThrownBy(() -> server.send(MAIL)).hasRootCauseInstanceOf(SMTPException.class);
    }

    @Test
    void endsWhenTheServerDoesNotAnswer() {
        // When, Then
        assertThatThrownBy(() -> server(Uni.createFrom().nothing()).send(MAIL)).isInstanceOf(TimeoutException.class);
    }

    private MailServer server(Uni<Void> answer) {
        return new MailServer(mails -> answer, vertx, Duration.ofSeconds(2));
    }
}
