// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.journal.relay.RelayStatus.Phase;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.LocalStack;
import fi.lupa.local.infrastructure.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The relay at a broker that speaks TLS only and asks for a password: publishing, its comparison of topics, and its recovery. */
class SecuredRelayTest {

    private static KafkaBroker broker;
    private static RelayStand stand;

    @BeforeAll
    static void start() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "secured")
                .toAbsolutePath();
        broker = KafkaBroker.startSecured(directory.resolve("kafka"), 0);
        stand = RelayStand.on(
                ConsentDatabase.create(LocalStack.with(Part.POSTGRES).postgres()), broker);
    }

    @AfterAll
    static void end() {
        broker.kill();
    }

    @Test
    void publishes_andComparesAgain_withTheSettingsOfTheInstallation() throws Exception {
        // Given
        UUID first = Facts.commit(stand.database(), Facts.aSubject(), 1);

        // When
        try (RelayStand.Running relay = stand.started()) {
            stand.awaitFacts(Set.of(first));
            relay.awaitPhase(Phase.PUBLISHING);
        }
        UUID second = Facts.commit(stand.database(), Facts.aSubject(), 1);

        // Then
        try (RelayStand.Running relay = stand.started()) {
            stand.awaitFacts(Set.of(first, second));
            relay.awaitPhase(Phase.PUBLISHING);
        }
    }

    @Test
    void publishesNothingAndSaysSo_whenThePasswordIsWrong() throws Exception {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        settings.computeIfPresent(
                "sasl.jaas.config", (key, jaas) -> jaas.toString().replaceFirst("password=\"", "password=\"x"));
        assertFails(settings);
    }

    @Test
    void publishesNothingAndSaysSo_whenTheBrokersCertificateIsNotTrusted() throws Exception {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        settings.remove("ssl.truststore.location");
        assertFails(settings);
    }

    @Test
    void keepsWhatTheRelayRestsOn_whateverTheInstallationSays() {
        Map<String, Object> settings =
                new BrokerClients(Map.of("acks", "0", "security.protocol", "SASL_SSL")).with(Map.of("acks", "all"));
        assertThat(settings).containsEntry("acks", "all").containsEntry("security.protocol", "SASL_SSL");
    }

    private static void assertFails(Map<String, Object> settings) {
        RelayStand.Running running = stand.relay(new BrokerClients(settings));
        try (running) {
            running.relay().start();
            running.awaitPhase(Phase.FAILING);
            RelayStand.await(
                    "the kind of refusal in " + running.parts().status().details(),
                    () -> running.parts().status().details().toString().contains("AuthenticationException"));
        }
        assertThat(running.parts().status().details().toString()).doesNotContain("password");
    }
}
