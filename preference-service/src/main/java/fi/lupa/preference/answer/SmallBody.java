// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemRoutes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Collects a body that fits in memory: refuses one that does not, and lets go of a client that does not finish. */
final class SmallBody {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final int longest;
    private final Buffer collected = Buffer.buffer();
    private boolean refused;

    SmallBody(RoutingContext context, int longest) {
        this.context = context;
        this.request = context.request();
        this.longest = longest;
    }

    /** Calls back on the event loop once the body is whole; otherwise the request ends here. */
    void read(Consumer<byte[]> whole) {
        request.handler(this::collect);
        request.endHandler(end -> {
            if (!refused) {
                whole.accept(collected.getBytes());
            }
        });
        request.resume();
        if (!request.isEnded()) {
            waitFor();
        }
    }

    private void waitFor() {
        long timer = context.vertx().setTimer(PATIENCE.toMillis(), late -> {
            if (!request.isEnded()) {
                refuse(ProblemCode.MALFORMED_JSON);
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    }

    private void collect(Buffer piece) {
        if (refused) {
            return;
        }
        if (collected.length() + piece.length() > longest) {
            refuse(ProblemCode.PAYLOAD_TOO_LARGE);
        } else {
            collected.appendBuffer(piece);
        }
    }

    /** The connection ends with the answer: what is still to come is not read. */
    private void refuse(ProblemCode code) {
        refused = true;
        if (request.version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        ProblemRoutes.send(context, code, List.of());
    }
}
