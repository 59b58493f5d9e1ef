// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import fi.lupa.local.infrastructure.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka broker that is its own controller (KRaft). Its storage is formatted on the first start. */
public final class BrokerProcess {

    private BrokerProcess() {}

    /** Runs until SIGTERM, which shuts the broker down in its orderly way. */
    public static void main(String[] args) throws IOException {
        Child.endOnFailure();
        Child.endWithOwner(() -> {});
        Path data = Child.dir().resolve("data");
        Properties settings = settings(data);
        Properties secrets = secrets();
        if (!secrets.isEmpty()) {
            secure(settings, secrets);
        }
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(settings, secrets);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        Child.ready();
        server.awaitShutdown();
    }

    private static Properties settings(Path data) {
        int controller = FreePort.any();
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.setProperty(
                "listeners", "CLIENTS://127.0.0.1:" + Child.port() + ",CONTROLLER://127.0.0.1:" + controller);
        settings.setProperty("advertised.listeners", "CLIENTS://127.0.0.1:" + Child.port());
        settings.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "CLIENTS");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("log.dirs", data.toString());
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("log.cleaner.dedupe.buffer.size", Long.toString(16L * 1024 * 1024));
        return settings;
    }

    /** What {@code BrokerSecurity} wrote; empty for a broker that takes everybody. */
    private static Properties secrets() throws IOException {
        Properties secrets = new Properties();
        Path file = Child.dir().resolve("secured.properties");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                secrets.load(in);
            }
        }
        return secrets;
    }

    /** Clients by TLS and with a password; the broker reaches itself, on loopback, by a listener of its own. */
    private static void secure(Properties settings, Properties secrets) {
        int itself = FreePort.any();
        String own = ",INTERNAL://127.0.0.1:" + itself;
        settings.setProperty("listeners", settings.getProperty("listeners") + own);
        settings.setProperty("advertised.listeners", settings.getProperty("advertised.listeners") + own);
        settings.setProperty(
                "listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "INTERNAL");
        settings.setProperty("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.setProperty(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.setProperty("ssl.keystore.type", "PKCS12");
        settings.setProperty(
                "ssl.keystore.location", Child.dir().resolve("broker.p12").toString());
        settings.setProperty("ssl.keystore.password", secrets.getProperty("store.password"));
        settings.setProperty("ssl.key.password", secrets.getProperty("store.password"));
    }

    private static void format(Properties settings, Properties secrets) throws IOException {
        Path file = Child.dir().resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        List<String> command = new ArrayList<>(
                List.of("format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", file.toString()));
        if (!secrets.isEmpty()) {
            command.add("--add-scram");
            command.add("SCRAM-SHA-512=[name=" + secrets.getProperty("user") + ",password="
                    + secrets.getProperty("user.password") + "]");
        }
        int code = StorageTool.execute(command.toArray(String[]::new), System.out);
        if (code != 0) {
            throw new IllegalStateException("storage could not be formatted: " + code);
        }
    }
}
