// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListAnswer;
import fi.lupa.preference.answer.ListQuestion;
import fi.lupa.preference.decision.domain.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through one list, line by line: reads, asks, writes, counts. For one thread. */
final class ListCheck {

    private final ListQuestion question;
    private final Lining lining;
    private final CheckOrder order;
    private final AudienceConfig config;
    private final Tally tally = new Tally();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final long began = System.nanoTime();
    private @Nullable PieceWriter recheck;

    ListCheck(ListQuestion question, Lining lining, CheckOrder order, AudienceConfig config, PieceWriter recheck) {
        this.question = question;
        this.lining = lining;
        this.order = order;
        this.config = config;
        this.recheck = recheck;
    }

    Tally tally() {
        return tally;
    }

    /** Tells whether every line so far can be asked about again without the list. */
    boolean recheckable() {
        return recheck != null;
    }

    /** Reads what stands before the first recipient. A list that cannot be read at all is a problem of the request. */
    String head(Lines lines) throws IOException {
        if (!lining.hasHead()) {
            return "";
        }
        Lines.Line line = lines.next();
        return lining.head(line == null ? null : text(line));
    }

    /** Answers every line; {@code held} is let go once there are more than are to be answered after the last. */
    void run(Lines lines, Answers answers, HeldOutput held) throws IOException {
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.length() > 0 || line.tooLong()) {
                tally.line();
                answer(line, answers);
            }
            if (tally.lines() > config.heldLines()) {
                held.release();
            }
            if ((tally.lines() & 1023) == 0
                    && System.nanoTime() - began > config.longest().toNanos()) {
                throw new CheckEndedException(CheckEnd.LASTS_TOO_LONG);
            }
        }
        if (recheck != null) {
            recheck.close();
        }
    }

    private void answer(Lines.Line line, Answers answers) throws IOException {
        Row row = null;
        ListAnswer answer;
        try {
            row = lining.read(text(line));
            answer = row.ask(question);
        } catch (ProblemException wrong) {
            tally.failed(wrong.code());
            if (!order.asked().onlyAllowed()) {
                answers.write(lining.error(row, flaw(wrong)));
            }
            return;
        }
        tally.answered(answer);
        keep(row, answer);
        if (!order.asked().onlyAllowed() || answer.outcome() == Outcome.ALLOW) {
            answers.write(lining.answer(row, answer));
        }
    }

    private Lining.Flaw flaw(ProblemException wrong) {
        List<FieldError> errors = wrong.errors();
        return new Lining.Flaw(
                tally.lines(),
                wrong.code(),
                errors.isEmpty() ? null : errors.get(0).reason());
    }

    private String text(Lines.Line line) {
        if (line.tooLong()) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE);
        }
        try {
            return utf8.decode(ByteBuffer.wrap(line.bytes(), line.offset(), line.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_UTF_8");
        }
    }

    /** Keeps a line for a recheck; a list that is too long, or that cannot be kept now, is answered all the same. */
    private void keep(Row row, ListAnswer answer) throws IOException {
        if (recheck == null) {
            return;
        }
        if (tally.lines() > config.keptLines()) {
            recheck = null;
            return;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        KeptLine.of(row.ref(), answer).write(new DataOutputStream(line));
        try {
            recheck.write(line.toByteArray(), 0, line.size());
        } catch (ProblemException notNow) {
            recheck = null;
        }
    }
}
