// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A seal's key and certificate, made by openssl for one test run. */
public record SealFiles(Path key, Path certificate) {

    private static final List<String> NEW = List.of("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256");
    private static final String USAGE = "keyUsage=critical,digitalSignature,nonRepudiation";

    /** ETSI EN 319 412-1: certificates of so short a life that none is ever revoked. */
    private static final String NEVER_REVOKED = "0.4.0.194121.2.1=DER:0500";

    /** Makes them in that directory. */
    public static SealFiles make(Path directory) {
        SealFiles files = new SealFiles(directory.resolve("seal.pem"), directory.resolve("seal.crt"));
        files.request("/CN=Test seal of an example", "30", "-addext", "keyUsage=digitalSignature,nonRepudiation");
        return files;
    }

    /** Makes an authority, {@code authority.crt}, and a seal that it issued for some days. */
    public static SealFiles issued(Path directory) {
        SealFiles authority = new SealFiles(directory.resolve("authority.pem"), directory.resolve("authority.crt"));
        authority.request(
                "/C=FI/O=Example/CN=Test authority", "30", "-addext", "keyUsage=critical,keyCertSign,cRLSign");
        SealFiles files = new SealFiles(directory.resolve("issued.pem"), directory.resolve("issued.crt"));
        files.request(
                "/C=FI/O=Example/CN=Test seal that was issued",
                "5",
                "-CA",
                authority.certificate.toString(),
                "-CAkey",
                authority.key.toString(),
                "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-addext",
                USAGE,
                "-addext",
                NEVER_REVOKED);
        try {
            String chain = Files.readString(files.certificate) + Files.readString(authority.certificate);
            Files.writeString(files.certificate, chain);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void request(String name, String days, String... more) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(NEW);
        command.addAll(List.of("-days", days, "-subj", name));
        command.addAll(List.of(more));
        command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(key.resolveSibling("openssl.out").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("openssl made no seal");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
