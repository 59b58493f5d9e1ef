// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.TrustPolicy;
import fi.lupa.audit.verify.Stranger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * sigsum-witness as Debian packages it (sigsum-go, in bookworm-backports). Where it is not installed its tests are skipped, loudly; where
 * LUPA_WITNESS is set to "required" they fail. Debian's build needs a variable of Go to find its own routes; and it signs
 * under a name made of its key.
 */
final class SigsumWitness implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final TrustPolicy.Witness witness;

    private SigsumWitness(Process process, TrustPolicy.Witness witness) {
        this.process = process;
        this.witness = witness;
    }

    /** Starts one for the log whose public key is these 32 bytes. */
    static SigsumWitness start(Path directory, byte[] log) {
        Path program = Path.of("/usr/bin/sigsum-witness");
        if (!Files.isExecutable(program)) {
            assertThat(System.getenv("LUPA_WITNESS"))
                    .as("sigsum-witness is not installed")
                    .isNotEqualTo("required");
            System.err.println(
                    "SKIPPED: sigsum-witness was NOT asked, because it is not installed (bookworm-backports, sigsum-go)");
        }
        assumeThat(program).as("sigsum-witness is installed").isExecutable();
        String hex = HexFormat.of().formatHex(log);
        String vkey = Stranger.shell(
                directory,
                "echo " + hex + " | sigsum-key from-hex -o log.pub && sigsum-key generate -o witness.key"
                        + " && sigsum-key to-vkey -n sigsum.org/v1/witness/$(sigsum-key to-hash -k witness.key.pub)"
                        + " -t cosignature/v1 -k witness.key.pub");
        try {
            int port = freePort();
            ProcessBuilder command = new ProcessBuilder(
                            program.toString(),
                            "--signing-key=witness.key",
                            "--log-key=log.pub",
                            "--state-file=state",
                            "127.0.0.1:" + port)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("sigsum.out").toFile());
            command.environment().put("GODEBUG", "httpmuxgo121=0");
            Process process = command.start();
            awaitListening(port, process, directory);
            return new SigsumWitness(
                    process,
                    new TrustPolicy.Witness("sigsum", NoteKey.parse(vkey.strip()), "http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(int port, Process process, Path directory) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                String said = Files.readString(directory.resolve("sigsum.out"));
                assertThat(process.isAlive()).as(said).isTrue();
                assertThat(System.nanoTime()).as(said).isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
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
