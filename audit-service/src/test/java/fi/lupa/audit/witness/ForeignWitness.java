// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.merkle.ForeignTree;
import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.TrustPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A witness that checks notes and proofs with golang.org/x/mod/sumdb; skipped where Go is not installed. */
final class ForeignWitness implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final TrustPolicy.Witness witness;

    private ForeignWitness(Process process, TrustPolicy.Witness witness) {
        this.process = process;
        this.witness = witness;
    }

    /** Starts one for these logs. */
    static ForeignWitness start(Path directory, String name, NoteKey... logs) {
        Path program = ForeignTree.program("witness");
        try {
            Path output = Files.createTempFile(directory, "witness", ".out");
            List<String> command = Stream.concat(
                            Stream.of(program.toString(), name), Stream.of(logs).map(NoteKey::text))
                    .toList();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            List<String> said = twoLines(output, process);
            return new ForeignWitness(process, new TrustPolicy.Witness(name, NoteKey.parse(said.get(1)), said.get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> twoLines(Path output, Process process) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            String said = Files.readString(output);
            if (said.chars().filter(c -> c == '\n').count() >= 2) {
                return said.lines().toList();
            }
            assertThat(System.nanoTime()).as(said).isLessThan(deadline);
            assertThat(process.isAlive()).as(said).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    TrustPolicy.Witness witness() {
        return witness;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
