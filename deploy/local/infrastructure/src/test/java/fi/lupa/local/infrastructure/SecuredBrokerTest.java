// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecuredBrokerTest {

    @TempDir
    static Path dir;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.startSecured(dir.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void letsItsUserIn_alsoWhenStartedAgain() throws Exception {
        // Given
        broker.createTopic("kept.v1", 1, Map.of());

        // When
        broker.restart();

        // Then
        assertThat(topics(broker.clientSettings())).contains("kept.v1");
    }

    @Test
    void letsNobodyIn_withAnotherPassword() {
        Map<String, Object> settings = broker.clientSettings();
        settings.compute(
                "sasl.jaas.config", (key, jaas) -> jaas.toString().replaceFirst("password=\"", "password=\"x"));
        assertThatThrownBy(() -> topics(settings)).hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void isNotTrusted_withoutItsCertificate() {
        Map<String, Object> settings = broker.clientSettings();
        settings.remove("ssl.truststore.location");
        assertThatThrownBy(() -> topics(settings)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void doesNotSpeakInPlain() {
        assertThatThrownBy(() -> topics(Map.of("bootstrap.servers", broker.bootstrapServers())))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private static Set<String> topics(Map<String, Object> settings) throws ExecutionException, InterruptedException {
        Map<String, Object> patient = new java.util.HashMap<>(settings);
        boolean inPlain = !settings.containsKey("security.protocol");
        patient.put("request.timeout.ms", inPlain ? 2_000 : 30_000);
        patient.put("default.api.timeout.ms", inPlain ? 2_000 : 30_000);
        Admin admin = Admin.create(patient);
        try {
            return admin.listTopics().names().get();
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
