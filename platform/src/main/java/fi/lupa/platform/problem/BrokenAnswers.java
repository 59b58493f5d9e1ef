// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Lets an answer that broke off while it was sent never look whole. Quarkus asks for it to be torn, but sends the problem as well, and at times both go out
 * together: the caller reads the proper end of an answer (RFC 9112, 7.1) behind half of one, or loses the other streams of its connection (HTTP/2).
 */
public class BrokenAnswers {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Returns once the answer is torn, if part of it is on its way. */
    @ServerResponseFilter
    public void tear(HttpServerRequest request) {
        if (!request.response().headWritten()) {
            return;
        }
        Channel channel = ((ConnectionBase) request.connection()).channel();
        boolean shared = request.version() == HttpVersion.HTTP_2;
        Future<?> torn = shared ? channel.eventLoop().submit(BrokenAnswers::streamIsReset) : channel.close();
        if (!channel.eventLoop().inEventLoop()) {
            torn.awaitUninterruptibly(LIMIT.toMillis());
        }
    }

    /** By Quarkus, which had asked for it before this was. */
    private static void streamIsReset() {}
}
