// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;

/**
 * What HTTP alone costs: a server that reads a body of any content and answers bytes of a given number, on as many event loops as the service has.
 * It knows no token, no person and no rule. A process of its own: {@code BareVertx PORT LENGTH}.
 */
public final class BareVertx extends AbstractVerticle {

    private static final String LOOPBACK = "127.0.0.1";

    private final int port;
    private final Buffer answer;

    private BareVertx(int port, int length) {
        this.port = port;
        this.answer = Buffer.buffer(
                "{\"x\":\"" + "x".repeat(Math.max(0, length - 8)) + "\"}", StandardCharsets.US_ASCII.name());
    }

    /** Serves until the process is ended. */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        int length = Integer.parseInt(args[1]);
        int loops = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
        Vertx.vertx().deployVerticle(() -> new BareVertx(port, length), new DeploymentOptions().setInstances(loops));
    }

    @Override
    public void start() {
        vertx.createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(port))
                .requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                        .end(answer)))
                .listen();
    }
}
