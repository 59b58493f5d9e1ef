// SPDX-License-Identifier: Apache-2.0
package fi.lupa.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** When a question is asked again: it changes nothing, so it may be, where the service says that this may help. */
record Retries(int most, Duration patience) {

    static final Retries USUAL = new Retries(3, Duration.ofSeconds(10));

    private static final Set<Integer> MAY_HELP = Set.of(429, 503);
    private static final long FIRST_PAUSE_MILLIS = 200;

    /** Tells whether the answer may be another one later. */
    static boolean mayHelp(int status) {
        return MAY_HELP.contains(status);
    }

    /** Returns how long to wait before the next try after an answer: as long as it says. */
    static Duration pause(HttpResponse<?> answer, int tried) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElseGet(() -> pause(tried));
    }

    /** Returns how long to wait where nobody says it: twice as long each time. */
    static Duration pause(int tried) {
        return Duration.ofMillis(FIRST_PAUSE_MILLIS << tried);
    }
}
