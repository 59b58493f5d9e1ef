// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.extract.asic.Seal;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.time.TimeAuthority;
import fi.lupa.audit.verify.Stranger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a stranger with Python and openssl says of a bundle: with the keys of the log, the seal and the time stamps at hand. */
record Verdicts(Path directory, ExtractKit kit, SealFiles seal, TimeAuthority time) {

    /** Makes a directory of its own for the files. */
    static Verdicts with(ExtractKit kit, SealFiles seal, TimeAuthority time) throws IOException {
        return new Verdicts(
                Files.createTempDirectory(Path.of("target"), "extract").toAbsolutePath(), kit, seal, time);
    }

    Seal ours() {
        return Seal.of(seal.key(), seal.certificate());
    }

    byte[] controllerBundle() {
        return kit.issued(
                "{\"controller\":\"kysely\",\"from\":\"%s\",\"to\":\"%s\"}"
                        .formatted(
                                ExtractKit.waves().second(), ExtractKit.waves().third()),
                "officer-1",
                "officer-2");
    }

    String of(byte[] bundle) throws IOException {
        return Stranger.bundleVerdict(
                directory,
                "--keys",
                keys().toString(),
                "--seal",
                seal.certificate().toString(),
                "--tsa",
                time.certificate().toString(),
                file(bundle).toString());
    }

    /** With a policy of one's own about witnesses. */
    String of(byte[] bundle, String policy) throws IOException {
        Path trusted = Files.writeString(directory.resolve("policy"), policy);
        return Stranger.bundleVerdict(
                directory,
                "--keys",
                keys().toString(),
                "--policy",
                trusted.toString(),
                file(bundle).toString());
    }

    private Path file(byte[] bundle) throws IOException {
        return Files.write(directory.resolve("extract.asice"), bundle);
    }

    private Path keys() throws IOException {
        return Files.writeString(directory.resolve("log.keys"), kit.keys());
    }

    /** A note whose last signature has another time in it. */
    static String anotherTime(String note) {
        int at = note.lastIndexOf(' ') + 13;
        char letter = note.charAt(at) == 'A' ? 'B' : 'A';
        return note.substring(0, at) + letter + note.substring(at + 1);
    }
}
