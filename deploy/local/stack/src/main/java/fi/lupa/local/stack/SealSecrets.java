// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The key and the certificate that extracts are sealed with on this machine, made by the JDK's keytool on first use. */
record SealSecrets(Path key, Path certificate) {

    private static final String ALIAS = "seal";
    private static final int SECONDS = 60;
    private static final String MAKE =
            "-genkeypair -alias " + ALIAS + " -keyalg RSA -keysize 3072 -sigalg SHA256withRSA"
                    + " -validity 3650 -dname CN=Lupa-on-one-machine -ext KeyUsage=digitalSignature,nonRepudiation"
                    + " -storetype PKCS12 -storepass:env LUPA_SEAL_STORE";

    static SealSecrets in(Path directory) {
        SealSecrets seal =
                new SealSecrets(directory.resolve("seal-key.pem"), directory.resolve("seal-certificate.pem"));
        if (!Files.exists(seal.key) || !Files.exists(seal.certificate)) {
            seal.make(directory.resolve("seal.p12"));
        }
        return seal;
    }

    private void make(Path store) {
        String password = UUID.randomUUID().toString();
        try {
            Files.createDirectories(store.getParent());
            Files.deleteIfExists(store);
            keytool(store, password);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream stream = Files.newInputStream(store)) {
                keys.load(stream, password.toCharArray());
            }
            Secrets.write(
                    certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
            Secrets.write(
                    key,
                    pem(
                            "PRIVATE KEY",
                            keys.getKey(ALIAS, password.toCharArray()).getEncoded()));
            Files.delete(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no seal was made", e);
        }
    }

    private static void keytool(Path store, String password) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-keystore", store.toString()));
        command.addAll(List.of(MAKE.split(" ", -1)));
        ProcessBuilder keytool = new ProcessBuilder(command);
        keytool.environment().put("LUPA_SEAL_STORE", password);
        Process process = keytool.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool made no seal");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }
}
