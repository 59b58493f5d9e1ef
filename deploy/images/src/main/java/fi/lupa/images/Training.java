// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import fi.lupa.local.stack.Folder;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.StackPlan;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import fi.lupa.local.stack.demo.TestPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs each service once, as its image will, and has the JVM keep what it loaded, linked and learned (JEP 483, 514, 515). The service stands in a whole
 * local stack and does what it is there for: the demo tenants are recorded, everybody in them is asked about, the log is read. Nothing of the stack is in
 * what is kept: a cache holds classes and profiles of methods, no data.
 */
final class Training {

    private static final int ROUNDS = 20;

    private final Path root;
    private final Path java;
    private final Consumer<String> told;

    /**
     * Trains for the services built in a source tree.
     *
     * @param java the very JVM of the images' base, JDK 25 or newer; any other refuses the cache and starts without
     */
    Training(Path root, Path java, Consumer<String> told) {
        this.root = root;
        this.java = java;
        this.told = told;
    }

    /** Lays the services out in a folder, which is emptied, runs them, and returns when each has its cache; ends all that it started. */
    void into(Path folder) throws IOException {
        Folder.delete(folder);
        Path data = Files.createDirectories(folder.resolve("stack"));
        told.accept("starting a stack to train in");
        try (Stack stack = Stack.start(StackPlan.onFreePorts(root, data), line -> {})) {
            for (Service service : Service.values()) {
                train(stack, service, folder);
            }
        } finally {
            Folder.delete(data);
        }
    }

    /** What a service starts by, in the folder. */
    static FlatApplication application(Path folder, String service) {
        return new FlatApplication(folder.resolve(service));
    }

    /** What the JVM has kept of a service, in the folder. */
    static Path cache(Path folder, String service) {
        return folder.resolve(service + ".aot");
    }

    private void train(Stack stack, Service service, Path folder) throws IOException {
        Path built = root.resolve(service.title()).resolve("target/quarkus-app");
        FlatApplication application = FlatApplication.lay(built, folder.resolve(service.title()));
        Path cache = cache(folder, service.title());
        stack.service(service).stop();
        told.accept("training " + service.title());
        try (TrainedRun run = new TrainedRun(
                java, List.of("-XX:AOTCacheOutput=" + cache), application.starter(), stack.settingsFile(service))) {
            run.awaitReady(stack.service(service).port());
            work(stack, service);
            run.stop();
        }
        if (!Files.exists(cache)) {
            throw new IOException("no cache was written: is " + java + " of JDK 25 or newer?");
        }
        stack.service(service).restart();
    }

    private static void work(Stack stack, Service service) {
        Api api = new Api(stack.issuer());
        String url = stack.url(service);
        switch (service) {
            case CONSENT -> new DemoSeeder(api, url).seed();
            case PREFERENCE -> ask(api, url + "/v1/decisions");
            case AUDIT -> api.get("regulator-vendor", url + "/v1/entries?controller=kysely");
        }
    }

    private static void ask(Api api, String url) {
        List<TestPerson> people = TestPerson.all();
        for (int round = 0; round < ROUNDS; round++) {
            people.forEach(
                    person -> api.post(person.client(), url, person.question().toString()));
        }
    }
}
