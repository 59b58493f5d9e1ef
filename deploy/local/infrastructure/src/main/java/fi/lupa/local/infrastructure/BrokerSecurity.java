// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What a broker needs that speaks TLS and asks who is there: a certificate for 127.0.0.1 that it signs itself, and one user. Both are made on
 * the first start and kept in the broker's directory.
 */
record BrokerSecurity(Path directory) {

    /** Read by the broker's process; without this file it takes everybody, in plain. */
    static final String FILE = "secured.properties";

    private static final String USER = "lupa";
    private static final String PASSWORD = "user.password";
    private static final String STORE_PASSWORD = "store.password";
    private static final int SECONDS = 60;

    void make() throws IOException {
        if (Files.exists(file())) {
            return;
        }
        Files.createDirectories(directory);
        Properties secrets = new Properties();
        secrets.setProperty("user", USER);
        secrets.setProperty(PASSWORD, UUID.randomUUID().toString());
        secrets.setProperty(STORE_PASSWORD, UUID.randomUUID().toString());
        keytool(
                secrets,
                "-genkeypair -alias broker -keyalg EC -groupname secp256r1 -validity 3650 -dname CN=broker-on-one-machine"
                        + " -ext san=ip:127.0.0.1 -storetype PKCS12");
        keytool(secrets, "-exportcert -rfc -alias broker -file " + certificate());
        Files.createFile(file(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file())) {
            secrets.store(out, null);
        }
    }

    /** What a client must be set to, as an operator sets it. */
    Map<String, String> clientSettings() {
        return Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER
                                + "\" password=\"" + secrets().getProperty(PASSWORD) + "\";",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate().toString());
    }

    private Path file() {
        return directory.resolve(FILE);
    }

    private Path certificate() {
        return directory.resolve("broker.pem");
    }

    private Properties secrets() {
        Properties secrets = new Properties();
        try (var in = Files.newInputStream(file())) {
            secrets.load(in);
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keytool(Properties secrets, String arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                directory.resolve("broker.p12").toString(),
                "-storepass:env",
                "LUPA_BROKER_STORE"));
        command.addAll(List.of(arguments.split(" ", -1)));
        ProcessBuilder keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile());
        keytool.environment().put("LUPA_BROKER_STORE", secrets.getProperty(STORE_PASSWORD));
        Process process = keytool.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate for the broker");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
