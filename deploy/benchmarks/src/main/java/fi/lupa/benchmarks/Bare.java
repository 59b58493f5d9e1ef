// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.BareVertx;
import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.measure.CpuMeter;
import java.io.IOException;
import java.nio.file.Path;

/** The floor under single decisions: {@link BareVertx} in a process with the heap of the local stack's services. */
final class Bare implements AutoCloseable {

    private final int port;
    private final RivalProcess server;

    private Bare(int port, RivalProcess server) {
        this.port = port;
        this.server = server;
    }

    /** Starts it, to answer bodies of this length. */
    static Bare start(int answerLength) throws IOException {
        int port = RivalProcess.freePort();
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BareVertx.class.getName(),
                Integer.toString(port),
                Integer.toString(answerLength));
        return new Bare(port, RivalProcess.start("the bare server", port, command));
    }

    LoadLoop load(int connections) throws IOException {
        return LoadLoop.to(port, connections);
    }

    CpuMeter cpu() {
        return CpuMeter.of(server.pid());
    }

    @Override
    public void close() {
        server.close();
    }
}
