// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.StackText;
import fi.lupa.preference.answer.ListQuestion;
import fi.lupa.preference.decision.domain.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One check from its first line to its receipt. For one thread, which may wait. */
final class RunningCheck {

    private static final Logger LOG = Logger.getLogger(RunningCheck.class);
    private static final int GZIP_BUFFER = 32 * 1024;

    private final CheckOrder order;
    private final ListQuestion question;
    private final Parts parts;
    private final HeldOutput held;
    private final OutputStream packed;
    private final OutputStream target;
    private final Answers answers;
    private final Counted input;
    private final Lining lining;
    private final ListCheck check;
    private final Lines lines;

    /** What checks have in common. */
    record Parts(AudienceConfig config, CheckStore store, ObjectMapper json, InstantSource clock, Crew crew) {}

    RunningCheck(CheckOrder order, ListQuestion question, Parts parts, InputStream list, OutputStream target)
            throws IOException {
        this.order = order;
        this.question = question;
        this.parts = parts;
        this.target = target;
        AudienceConfig config = parts.config();
        lining = order.form().csv() ? new CsvLining(order.asked().withLinks()) : new JsonLining(parts.json());
        held = new HeldOutput(target, config.heldBytes().asLongValue());
        packed = order.form().gzipOut() && !order.form().kept() ? new GZIPOutputStream(held, GZIP_BUFFER) : held;
        answers = new Answers(packed);
        input = new Counted(list);
        lines = new Lines(input, (int) config.longestLine().asLongValue(), config.patience());
        check = new ListCheck(
                question,
                lining,
                order,
                config,
                parts.crew(),
                new PieceWriter(parts.store(), order, 'L', Long.MAX_VALUE));
    }

    /** Reads what stands before the first recipient and stores that the check has begun; whatever is wrong so far is thrown. */
    void begin() throws IOException {
        String head = check.head(lines);
        parts.store().begin(order, receipt(Status.RUNNING, false));
        if (!head.isEmpty()) {
            answers.write(head);
        }
    }

    /** Answers all lines and writes the receipt, or how it ended before; {@code hurry} is run before that last line. */
    CheckEnd run(Runnable hurry) {
        CheckEnd end = CheckEnd.COMPLETE;
        try {
            check.run(lines, answers, held);
        } catch (CheckEndedException ended) {
            end = ended.end();
        } catch (ProblemException failed) {
            end = CheckEnd.DATABASE_UNAVAILABLE;
        } catch (IOException unreadable) {
            end = CheckEnd.INPUT_BROKEN;
        } catch (RuntimeException e) {
            LOG.errorf("An audience check ended: %s", StackText.of(e));
            end = CheckEnd.INTERNAL;
        }
        return close(end, hurry);
    }

    private CheckEnd close(CheckEnd reached, Runnable hurry) {
        CheckEnd passed = reached == CheckEnd.COMPLETE ? passOn() : reached;
        Receipt receipt = receipt(Status.of(passed), check.recheckable());
        CheckEnd end = stored(receipt) || passed != CheckEnd.COMPLETE ? passed : CheckEnd.DATABASE_UNAVAILABLE;
        if (end != CheckEnd.COMPLETE) {
            hurry.run();
        }
        return order.form().kept() ? end : write(end, receipt);
    }

    /** Passes on what is left of the answers, so that a check whose answers did not arrive is never called complete. */
    private CheckEnd passOn() {
        try {
            answers.push();
            if (order.form().kept()) {
                held.release();
                target.close();
            }
            return CheckEnd.COMPLETE;
        } catch (CheckEndedException ended) {
            return ended.end();
        } catch (IOException | ProblemException failed) {
            return CheckEnd.INTERNAL;
        }
    }

    private boolean stored(Receipt receipt) {
        try {
            parts.store().finish(order.caller().tenant(), receipt);
            return true;
        } catch (ProblemException failed) {
            return false;
        }
    }

    long lines() {
        return check.tally().lines();
    }

    private CheckEnd write(CheckEnd end, Receipt receipt) {
        try {
            Optional<String> last = end == CheckEnd.COMPLETE
                    ? lining.receipt(parts.json().writeValueAsString(receipt))
                    : Optional.of(lining.ended(end));
            if (last.isPresent()) {
                answers.append(last.get());
            }
            answers.push();
            if (packed instanceof GZIPOutputStream gzip) {
                gzip.finish();
            }
            held.release();
            return end;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a receipt cannot be written", e);
        } catch (IOException | ProblemException gone) {
            return end == CheckEnd.COMPLETE ? CheckEnd.CLIENT_GONE : end;
        }
    }

    /** How far a check is, as a receipt says it. */
    private record Status(String name, @Nullable String code) {

        private static final Status RUNNING = new Status("RUNNING", null);
        private static final Status DONE = new Status("COMPLETE", null);

        static Status of(CheckEnd end) {
            return end == CheckEnd.COMPLETE ? DONE : new Status("FAILED", end.name());
        }
    }

    private Receipt receipt(Status status, boolean recheckable) {
        boolean ended = !status.equals(Status.RUNNING);
        boolean complete = status.equals(Status.DONE);
        Tally tally = check.tally();
        return new Receipt(
                order.id(),
                status.name(),
                status.code(),
                order.caller().client(),
                order.form().word(),
                new TreeMap<>(order.asked().query()),
                order.startedAt(),
                ended ? parts.clock().instant() : null,
                tally.lines(),
                tally.decisions(),
                tally.reasons(),
                tally.errors(),
                ended ? input.content() : null,
                ended ? answers.content() : null,
                question.catalogueVersion(),
                Rulebook.VERSION,
                question.asOf(),
                complete ? order.startedAt().plus(parts.config().kept()) : null,
                complete && recheckable && asksAgainTheSame(),
                complete ? result() : null);
    }

    /** A claim is a secret and not kept, so the same question cannot be asked again without it. */
    private boolean asksAgainTheSame() {
        return order.asked().question().callbackClaim() == null;
    }

    private @Nullable String result() {
        return order.form().kept() ? AudienceRoute.PATH + "/" + order.id() + "/result" : null;
    }
}
