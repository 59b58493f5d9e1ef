// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import fi.lupa.local.stack.Folder;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.StackPlan;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long each service takes from the start of its process until it says that it is ready, as Quarkus starts it and by its cache, in turn; everything else
 * of a stack runs already. {@code ROOT JAVA_HOME}.
 */
public final class StartUp {

    private static final int ROUNDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<String> SMALL = List.of("-Xmx192m", "-XX:+UseSerialGC");

    private StartUp() {}

    private record Times(List<Double> seconds, List<Double> processor) {

        Times() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        String row(Service service, String how) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f-%.2f | %.2f |",
                    service.title(),
                    how,
                    median(seconds),
                    seconds.stream().min(Double::compare).orElseThrow(),
                    seconds.stream().max(Double::compare).orElseThrow(),
                    median(processor));
        }

        private static double median(List<Double> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }
    }

    /** Trains, measures, and prints a table. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Path java = Path.of(args[1], "bin", "java");
        Path folder = root.resolve("deploy/images/target/trained");
        new Training(root, java, System.out::println).into(folder);
        Path data = root.resolve("deploy/images/target/start-up");
        Folder.delete(data);
        System.out.println(
                "| service | started | s to ready, median | least-greatest | CPU-s |\n|---|---|---:|---:|---:|");
        try (Stack stack = Stack.start(StackPlan.onFreePorts(root, data), line -> {})) {
            new DemoSeeder(new Api(stack.issuer()), stack.url(Service.CONSENT)).seed();
            for (Service service : Service.values()) {
                stack.service(service).stop();
                inTurn(stack, service, java, folder);
                stack.service(service).restart();
            }
        } finally {
            Folder.delete(data);
        }
    }

    private static void inTurn(Stack stack, Service service, Path java, Path folder) throws IOException {
        Times usual = new Times();
        Times cached = new Times();
        Path starter = Training.application(folder, service.title()).starter();
        for (int round = 0; round < ROUNDS; round++) {
            start(stack, service, java, SMALL, stack.jarOf(service), usual);
            List<String> options = new ArrayList<>(SMALL);
            options.add("-XX:AOTCache=" + Training.cache(folder, service.title()));
            start(stack, service, java, options, starter, cached);
        }
        System.out.println(usual.row(service, "as Quarkus starts it"));
        System.out.println(cached.row(service, "by its cache"));
    }

    private static void start(Stack stack, Service service, Path java, List<String> options, Path jar, Times times)
            throws IOException {
        long begin = System.nanoTime();
        try (TrainedRun run = new TrainedRun(java, options, jar, stack.settingsFile(service))) {
            run.awaitReady(stack.service(service).port());
            times.seconds().add((System.nanoTime() - begin) / NANOS_PER_SECOND);
            times.processor().add(run.processorSeconds());
            run.stop();
        }
    }
}
