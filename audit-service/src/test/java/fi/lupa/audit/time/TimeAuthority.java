// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fi.lupa.audit.verify.Stranger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A time stamping authority of one test run: openssl behind HTTP, its certificate issued by a root of its own. */
public final class TimeAuthority implements AutoCloseable {

    private static final String MAKE = """
        openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=Test root of time' -keyout root.key -out root.crt
        openssl req -new -newkey rsa:2048 -nodes -subj '/CN=Test authority of time' -keyout tsa.key -out tsa.csr
        printf 'keyUsage=critical,digitalSignature\\nextendedKeyUsage=critical,timeStamping\\n' > tsa.ext
        openssl x509 -req -in tsa.csr -CA root.crt -CAkey root.key -CAcreateserial -days 30 -extfile tsa.ext -out tsa.crt
        printf '01' > serial
        printf '[tsa]\\ndefault_tsa=one\\n[one]\\nserial=serial\\nsigner_cert=tsa.crt\\nsigner_key=tsa.key\\ncerts=root.crt\\n' > tsa.cnf
        printf 'signer_digest=sha256\\ndefault_policy=1.2.3.4.1\\ndigests=sha256\\ness_cert_id_alg=sha256\\n' >> tsa.cnf
        """;
    private static final String REPLY =
            "openssl ts -reply -config tsa.cnf -queryfile query%1$d -out reply%1$d && echo stamped";

    private final HttpServer server;
    private final Path directory;
    private final AtomicInteger queries = new AtomicInteger();
    private volatile int status = 200;
    private volatile boolean replays;

    private TimeAuthority(HttpServer server, Path directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Makes certificates in that directory and answers from now on. */
    public static TimeAuthority start(Path directory) {
        try {
            Files.createDirectories(directory);
            Stranger.shell(directory, MAKE);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TimeAuthority authority = new TimeAuthority(server, directory);
            server.createContext("/tsa", authority::answer);
            server.start();
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    }

    /** The root that issued the authority's certificate. */
    public Path certificate() {
        return directory.resolve("root.crt");
    }

    void status(int code) {
        status = code;
    }

    /** From now on the first answer is given to all. */
    void replays() {
        replays = true;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        int number = replays ? 1 : queries.incrementAndGet();
        byte[] query = exchange.getRequestBody().readAllBytes();
        if (!replays) {
            Files.write(directory.resolve("query" + number), query);
            assertThat(Stranger.shell(directory, REPLY.formatted(number))).contains("stamped");
        }
        byte[] reply = Files.readAllBytes(directory.resolve("reply" + number));
        exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(status, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
