// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/compose/secrets} makes every file and every setting that the Compose file demands, and never makes one anew. */
@EnabledIf("hasOpenssl")
class ComposeSecretsTest {

    @TempDir
    Path folder;

    static boolean hasOpenssl() {
        return java.util.stream.Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl")));
    }

    @BeforeEach
    void copy() throws IOException {
        for (String name : new String[] {"compose.yaml", "secrets"}) {
            Files.copy(
                    Project.path("deploy/compose").resolve(name),
                    folder.resolve(name),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void makesEachFileOnce_andKeepsWhatIsThere() throws Exception {
        // When
        run();
        Map<String, String> first = made();
        run();

        // Then
        assertThat(first).isEqualTo(made());
        for (JsonNode secret :
                Project.yaml(Project.path("deploy/compose/compose.yaml")).get(0).get("secrets")) {
            assertThat(folder.resolve(secret.get("file").asText())).isNotEmptyFile();
        }
    }

    @Test
    void makesASealWhoseCertificateIsOfItsKey() throws Exception {
        // Given
        run();
        byte[] bytes = {1, 2, 3};

        // When
        String pem = Files.readString(folder.resolve(".secrets/seal-key.pem"));
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        Signature signer = Signature.getInstance("SHA256withRSA");
        signer.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
        signer.update(bytes);
        byte[] signature = signer.sign();

        // Then
        try (InputStream file = Files.newInputStream(folder.resolve(".secrets/seal-certificate.pem"))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(certificate);
            verifier.update(bytes);
            assertThat(verifier.verify(signature)).isTrue();
            assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
        }
    }

    private void run() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("bash", folder.resolve("secrets").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
    }

    private Map<String, String> made() throws IOException {
        Map<String, String> made = new TreeMap<>();
        made.put(".env", Files.readString(folder.resolve(".env")));
        try (var files = Files.list(folder.resolve(".secrets"))) {
            for (Path file : files.toList()) {
                made.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return made;
    }
}
