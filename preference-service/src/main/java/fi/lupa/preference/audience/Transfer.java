// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.preference.answer.ListQuestion;
import fi.lupa.preference.answer.ListQuestions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Carries one list in and its answers out, or into the store. For one thread, which may wait. */
final class Transfer {

    private static final String CHECK_ID = "Lupa-Check-Id";
    private static final int ACCEPTED = 202;

    /** How much of a list is read for nothing, so that its client comes to reading why. */
    private static final long DRAINED = 64L * 1024 * 1024;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RunningCheck.Parts parts;
    private final CheckOrder order;
    private final Intake intake;

    Transfer(RoutingContext context, RunningCheck.Parts parts, CheckOrder order, Intake intake) {
        this.request = context.request();
        this.response = context.response();
        this.parts = parts;
        this.order = order;
        this.intake = intake;
    }

    /** Serves the request; what is thrown came before the first byte of the answer. */
    void serve(ListQuestions questions, AudienceMetrics metrics) throws IOException {
        CheckOrder.Asked asked = order.asked();
        ListQuestion question = questions.open(order.caller(), asked.question(), asked.type(), asked.withLinks());
        if (request.getHeader(HttpHeaders.EXPECT) != null) {
            response.writeContinue();
        }
        InputStream list = order.form().gzipIn() ? new Inflated(intake) : intake;
        Outflow outflow = new Outflow(
                response, () -> !intake.allReceived(), parts.config().stall());
        RunningCheck check = new RunningCheck(order, question, parts, list, target(outflow));
        check.begin();
        head();
        CheckEnd end = check.run(outflow::hurry);
        metrics.ended(end, check.lines());
        finish(end);
    }

    private OutputStream target(Outflow outflow) {
        long most = parts.config().keptBytes().asLongValue();
        return order.form().kept() ? new PieceWriter(parts.store(), order, 'R', most) : outflow;
    }

    private void head() {
        response.putHeader(CHECK_ID, order.id().toString());
        if (order.form().kept()) {
            response.putHeader("Preference-Applied", "respond-async");
            return;
        }
        String type = order.form().csv() ? CsvLining.MEDIA_TYPE + ";charset=UTF-8" : JsonLining.MEDIA_TYPE;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (order.form().gzipOut()) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    private void finish(CheckEnd end) {
        if (!intake.allReceived() && end != CheckEnd.CLIENT_TOO_SLOW) {
            drain(end);
        }
        if (order.form().kept()) {
            response.setStatusCode(ACCEPTED).putHeader(HttpHeaders.LOCATION, AudienceRoute.PATH + "/" + order.id());
        }
        boolean broken = !intake.allReceived();
        response.end().onComplete(sent -> {
            if (broken) {
                request.connection().close();
            }
        });
    }

    private void drain(CheckEnd end) {
        try {
            intake.drain(end == CheckEnd.CLIENT_DOES_NOT_READ ? Long.MAX_VALUE : DRAINED);
        } catch (CheckEndedException gone) {
            // Whoever does not send either is waited for no longer.
        }
    }
}
