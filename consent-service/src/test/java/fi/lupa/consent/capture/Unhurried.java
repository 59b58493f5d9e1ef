// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes a request again while the service says "not now": a write that waits two seconds for a lock is told so on a busy machine. */
public final class Unhurried {

    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final int NOT_NOW = 503;

    private Unhurried() {}

    /** The first answer that is not "not now", or the last one when the time is over. */
    public static Response answer(Supplier<Response> request) {
        long end = System.nanoTime() + LIMIT.toNanos();
        Response answer = request.get();
        while (answer.statusCode() == NOT_NOW && System.nanoTime() < end) {
            answer = request.get();
        }
        return answer;
    }
}
