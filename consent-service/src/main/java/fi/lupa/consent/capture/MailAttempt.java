// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether a mail that failed is tried again: only where the mail server has certainly not taken it, so that nobody is asked twice. */
public final class MailAttempt {

    private static final int DEEPEST = 12;

    private MailAttempt() {}

    /** What a failure makes of a mail whose link is good until then. */
    public static MailFate fate(Throwable failure, Instant until, Instant now) {
        return notTaken(failure) && now.isBefore(until) ? MailFate.WAITING : MailFate.FAILED;
    }

    private static boolean notTaken(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(MailAttempt::certainlyNotTaken);
    }

    private static boolean certainlyNotTaken(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || (cause instanceof SMTPException refusal && refusal.isTransient());
    }
}
