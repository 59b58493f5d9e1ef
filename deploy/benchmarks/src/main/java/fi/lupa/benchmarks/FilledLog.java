// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.infrastructure.OidcClient;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The filled log as it is served, and those who may read it. */
final class FilledLog {

    static final String OFFICER = "benchmark-officer";
    static final String OTHER_OFFICER = "benchmark-other-officer";

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int SECOND_LINE = 1;

    private final Stack stack;
    private final Api api;

    FilledLog(Stack stack, int controllers) {
        List<String> all =
                IntStream.range(0, controllers).mapToObj(LogFill::controller).toList();
        for (String officer : List.of(OFFICER, OTHER_OFFICER)) {
            stack.issuer()
                    .putClient(
                            officer,
                            new OidcClient(
                                    null, SyntheticFacts.TENANT, all, "consent:read audit:read audit:extract", null));
        }
        this.stack = stack;
        this.api = new Api(stack.issuer());
    }

    Api api() {
        return api;
    }

    Stack stack() {
        return stack;
    }

    int port() {
        return stack.service(Service.AUDIT).port();
    }

    String url(String path) {
        return stack.url(Service.AUDIT) + path;
    }

    /** Waits until a checkpoint over so many entries is served. */
    void awaitSigned(long entries) throws IOException {
        long end = System.nanoTime() + AuditLogFigure.patience().toNanos();
        while (signed() < entries) {
            if (System.nanoTime() > end) {
                throw new IOException("the log is signed for " + signed() + " of " + entries + " entries only");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private long signed() {
        Api.Answer answer = api.get(OFFICER, url("/log/" + LogFill.LOG + "/checkpoint"));
        return answer.isSuccess()
                ? Long.parseLong(answer.text().lines().toList().get(SECOND_LINE))
                : 0;
    }
}
