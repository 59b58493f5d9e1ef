// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;

/** A Kafka broker of one node. Topics are not created by use; {@link #createTopic} makes them. */
public final class KafkaBroker extends ChildProcess {

    private static final int ANSWER_SECONDS = 30;

    private final Optional<BrokerSecurity> security;

    KafkaBroker(Path dir, int portOr0) {
        this(dir, portOr0, Optional.empty());
    }

    private KafkaBroker(Path dir, int portOr0, Optional<BrokerSecurity> security) {
        super(new ChildSpec("kafka", "BrokerProcess", "300m", dir, FreePort.orGiven(portOr0), Map.of()));
        this.security = security;
    }

    /** Starts a broker on the data of this directory (formatted on first use) and returns when it answers. */
    public static KafkaBroker start(Path dir, int portOr0) {
        KafkaBroker broker = new KafkaBroker(dir, portOr0);
        broker.launchAndAwait();
        return broker;
    }

    /** Starts a broker that speaks TLS only and lets nobody in but the user of {@link #clientSettings}. */
    public static KafkaBroker startSecured(Path dir, int portOr0) {
        KafkaBroker broker = new KafkaBroker(dir, portOr0, Optional.of(new BrokerSecurity(dir.toAbsolutePath())));
        broker.launchAndAwait();
        return broker;
    }

    /** All that a client needs to reach it: where it is, and if it is secured, who it is and who the client is. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>();
        security.ifPresent(made -> settings.putAll(made.clientSettings()));
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    /** The value for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    /** Creates a topic; one that is there already is an error. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
        ask(ANSWER_SECONDS, admin -> admin.createTopics(List.of(topic)).all());
    }

    /** Removes all records, topics and offsets, as if the broker's disk were lost. The broker must not run. */
    public void deleteDataDirectory() {
        if (isRunning()) {
            throw new IllegalStateException("stop or kill the broker first");
        }
        Path data = directory().resolve("data");
        if (!Files.exists(data)) {
            return;
        }
        RunDirectories.delete(data);
    }

    @Override
    void prepare() throws IOException {
        if (security.isPresent()) {
            security.get().make();
        }
    }

    @Override
    boolean answers() {
        try {
            return !ask(2, admin -> admin.describeCluster().nodes()).isEmpty();
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private <T> T ask(int seconds, Function<Admin, KafkaFuture<T>> question) {
        Admin admin = admin(seconds);
        try {
            return get(question.apply(admin), seconds);
        } finally {
            // Without a limit it would wait for a broker that is being held.
            admin.close(Duration.ofSeconds(1));
        }
    }

    /** The client looks its classes up by the thread's class loader, which in a Quarkus test is not the one that has them. */
    private Admin admin(int seconds) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Admin.class.getClassLoader());
        try {
            Map<String, Object> settings = clientSettings();
            settings.put("request.timeout.ms", seconds * 1000);
            settings.put("default.api.timeout.ms", seconds * 1000);
            return Admin.create(settings);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static <T> T get(KafkaFuture<T> answer, int seconds) {
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("kafka did not do it: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
