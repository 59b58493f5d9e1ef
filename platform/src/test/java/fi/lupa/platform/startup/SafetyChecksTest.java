// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetyChecksTest {

    private static final Map<String, String> SAFE = Map.of(
            "quarkus.oidc.auth-server-url", "https://issuer.example/realms/lupa",
            "quarkus.oidc.token.audience", "lupa",
            "quarkus.http.cors.origins", "https://palvelut.example",
            "quarkus.datasource.password", "9f2c0b5e1d7a",
            "kafka.sasl.jaas.config", "a.ScramLoginModule required username=\"a\" password=\"9f2c0b5e1d7a\";",
            "kafka.ssl.endpoint.identification.algorithm", "https",
            "quarkus.hibernate-orm.schema-management.strategy", "validate");

    @Test
    void finds_nothing_whenTheConfigurationIsSafe() {
        assertThat(SafetyChecks.failures(view(SAFE, "UTC"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarkus.hibernate-orm.schema-management.strategy|update|the database schema may be changed by Hibernate",
                "quarkus.hibernate-orm.schema-management.strategy|drop-and-create|the database schema may be changed by Hibernate",
                "quarkus.hibernate-orm.database.generation|create|the database schema may be changed by Hibernate",
                "quarkus.hibernate-orm.other.schema-management.strategy|update|the database schema may be changed by Hibernate",
                "quarkus.oidc.auth-server-url|''|the OIDC issuer is missing",
                "quarkus.oidc.token.audience|''|the OIDC audience is missing",
                "quarkus.oidc.token.audience|any|the OIDC audience is missing",
                "quarkus.http.cors.origins|*|CORS allows every origin",
                "quarkus.http.cors.origins|https://a.example, *|CORS allows every origin",
                "quarkus.http.cors.origins|/.*/|CORS allows every origin",
                "quarkus.swagger-ui.always-include|true|Swagger UI is served",
                "quarkus.devservices.enabled|true|dev services are on",
                "quarkus.datasource.password|quarkus|a known sample password is used",
                "quarkus.datasource.relay.password|postgres|a known sample password is used",
                "quarkus.oidc.credentials.secret|Secret|a known sample password is used",
                "QUARKUS_DATASOURCE_WRITER_PASSWORD|changeit|a known sample password is used",
                "QUARKUS_HIBERNATE_ORM_SCHEMA_MANAGEMENT_STRATEGY|update|the database schema may be changed by Hibernate",
                "kafka.sasl.jaas.config|a.ScramLoginModule required username=\"a\" password=\"changeit\";|a known sample password is used",
                "KAFKA_SASL_JAAS_CONFIG|a.PlainLoginModule required username=a password=admin;|a known sample password is used",
                "quarkus.tls.trust-all|true|a certificate is not verified",
                "quarkus.tls.broker.trust-all|true|a certificate is not verified",
                "QUARKUS_TLS_TRUST_ALL|true|a certificate is not verified",
                "quarkus.oidc.tls.verification|none|a certificate is not verified",
                "quarkus.oidc.tls.verification|certificate-validation|a certificate is not verified",
                "kafka.ssl.endpoint.identification.algorithm|''|a certificate is not verified",
                "KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM|''|a certificate is not verified",
            })
    void names_theCondition_whenASettingIsUnsafe(String key, String value, String name) {
        // Given
        Map<String, String> unsafe = new HashMap<>(SAFE);
        unsafe.put(key, value);
        // When, Then
        assertThat(SafetyChecks.failures(view(unsafe, "UTC"))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus.oidc.auth-server-url", "quarkus.oidc.token.audience"})
    void names_theCondition_whenASettingIsMissing(String key) {
        // Given
        Map<String, String> unsafe = new HashMap<>(SAFE);
        unsafe.remove(key);
        // When, Then
        assertThat(SafetyChecks.failures(view(unsafe, "UTC"))).hasSize(1);
    }

    @Test
    void names_theClock_whenItsZoneIsNotUtc() {
        assertThat(SafetyChecks.failures(view(SAFE, "Europe/Helsinki"))).containsExactly("the clock's zone is not UTC");
        assertThat(SafetyChecks.failures(view(SAFE, "Etc/UTC"))).isEmpty();
        assertThat(SafetyChecks.failures(view(SAFE, "Z"))).isEmpty();
    }

    private static ConfigView view(Map<String, String> settings, String zone) {
        return new ConfigView() {
            @Override
            public Optional<String> value(String key) {
                return Optional.ofNullable(settings.get(key));
            }

            @Override
            public Iterable<String> names() {
                return settings.keySet();
            }

            @Override
            public String zone() {
                return zone;
            }
        };
    }
}
