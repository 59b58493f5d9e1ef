// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure.child;

import fi.lupa.local.infrastructure.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(settings);
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

    private static void format(Properties settings) throws IOException {
        Path file = Child.dir().resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        String[] command = {
            "format", "--ignore-formatted", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
        };
        int code = StorageTool.execute(command, System.out);
        if (code != 0) {
            throw new IllegalStateException("storage could not be formatted: " + code);
        }
    }
}
