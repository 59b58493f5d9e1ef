// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A seal's key and certificate, made by openssl for one test run. */
public record SealFiles(Path key, Path certificate) {

    /** Makes them in that directory. */
    public static SealFiles make(Path directory) {
        SealFiles files = new SealFiles(directory.resolve("seal.pem"), directory.resolve("seal.crt"));
        try {
            Process process = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-sha256",
                            "-days",
                            "30",
                            "-subj",
                            "/CN=Test seal of an example",
                            "-addext",
                            "keyUsage=digitalSignature,nonRepudiation",
                            "-keyout",
                            files.key.toString(),
                            "-out",
                            files.certificate.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("openssl.out").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("openssl made no seal");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
