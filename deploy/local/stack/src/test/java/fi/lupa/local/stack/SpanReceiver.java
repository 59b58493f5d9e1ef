// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A collector that takes spans as OTLP over HTTP and keeps them. It reads the messages by the numbers of their fields, as
 * {@code opentelemetry/proto} has them, so that what it finds is what was on the wire.
 */
final class SpanReceiver implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param service the name of the service that it comes from
     * @param whole all that was sent of it, for reading
     */
    record Received(String service, String trace, String id, String parent, String name, String whole) {}

    SpanReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /** The spans of a trace, so far. */
    List<Received> of(String trace) {
        return received.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            UnknownFieldSet request =
                    UnknownFieldSet.parseFrom(exchange.getRequestBody().readAllBytes());
            for (UnknownFieldSet ofService : messages(request, 1)) {
                String service = serviceName(ofService);
                for (UnknownFieldSet ofScope : messages(ofService, 2)) {
                    messages(ofScope, 2).forEach(span -> received.add(received(service, span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Received received(String service, UnknownFieldSet span) {
        return new Received(
                service,
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                bytes(span, 5).toStringUtf8(),
                span.toByteString().toString(StandardCharsets.ISO_8859_1));
    }

    /** The value of the resource's attribute {@code service.name}. */
    private static String serviceName(UnknownFieldSet ofService) {
        for (UnknownFieldSet resource : messages(ofService, 1)) {
            for (UnknownFieldSet attribute : messages(resource, 1)) {
                if (bytes(attribute, 1).toStringUtf8().equals("service.name")) {
                    return bytes(messages(attribute, 2).get(0), 1).toStringUtf8();
                }
            }
        }
        return "";
    }

    private static String hex(UnknownFieldSet message, int field) {
        return HexFormat.of().formatHex(bytes(message, field).toByteArray());
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        List<ByteString> values = message.getField(field).getLengthDelimitedList();
        return values.isEmpty() ? ByteString.EMPTY : values.get(0);
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        List<UnknownFieldSet> messages = new ArrayList<>();
        try {
            for (ByteString one : message.getField(field).getLengthDelimitedList()) {
                messages.add(UnknownFieldSet.parseFrom(one));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
