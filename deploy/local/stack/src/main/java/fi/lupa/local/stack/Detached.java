// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** {@code up --detach}: starts the stack in the background and returns when it is ready. */
final class Detached {

    private static final Duration LOOK = Duration.ofMillis(100);

    private Detached() {}

    static int start(StackPlan plan, RunningStack running, List<String> arguments) throws IOException {
        Path log = plan.data().resolve("up.log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // nohup: the stack outlives the terminal it was started from.
        List<String> command = new ArrayList<>(List.of(
                "nohup",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                plan.root().toString()));
        // What it starts from was made empty already.
        arguments.stream()
                .filter(one -> !one.equals("--detach") && !one.equals("--fresh"))
                .forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        while (process.isAlive() && !running.isReady()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        print(log);
        return process.isAlive() ? 0 : 1;
    }

    private static void print(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        lines.stream().filter(line -> !line.startsWith("nohup:")).forEach(System.out::println);
    }
}
