// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What every child process has in common: its settings, the marker that says "ready", and the end when its owner is gone. */
final class Child {

    private static final Duration WATCH_INTERVAL = Duration.ofMillis(300);

    private Child() {}

    static Path dir() {
        return Path.of(System.getProperty("lupa.dir"));
    }

    static int port() {
        return Integer.getInteger("lupa.port");
    }

    /** Ends the process when its main thread fails, whatever other threads the server has started by then. */
    static void endOnFailure() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }

    /** Watches the parent process. A child whose parent has ended, in whatever way, gets another parent: then it ends too. */
    static void endWithOwner(Runnable lastAct) {
        long owner = Long.getLong("lupa.owner");
        Thread watch = new Thread(
                () -> {
                    while (parent() == owner) {
                        LockSupport.parkNanos(WATCH_INTERVAL.toNanos());
                    }
                    lastAct.run();
                    Runtime.getRuntime().halt(1);
                },
                "owner-watch");
        watch.setDaemon(true);
        watch.start();
    }

    static void ready() throws IOException {
        Path written = Files.writeString(
                dir().resolve("ready.new"),
                Long.toString(ProcessHandle.current().pid()));
        Files.move(written, dir().resolve("ready"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }
}
