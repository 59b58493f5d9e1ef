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
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a block of lines is answered: filled by the thread that reads the list, answered by any thread, and emptied by the first one again. It belongs to
 * one thread at a time, and is handed on by what hands tasks on.
 */
final class Desk {

    private final CheckOrder order;
    private final ListQuestion question;
    private final Lining lining;
    private final long keptLines;
    private final LineBlock block = new LineBlock();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private final StringBuilder answers = new StringBuilder();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Tally tally = new Tally();
    private boolean tooManyToKeep;

    /** Takes a question and a lining that nobody else uses meanwhile. */
    Desk(CheckOrder order, ListQuestion question, Lining lining, long keptLines) {
        this.order = order;
        this.question = question;
        this.lining = lining;
        this.keptLines = keptLines;
    }

    LineBlock block() {
        return block;
    }

    /** What the lines of the block came to. */
    Tally tally() {
        return tally;
    }

    /** Their answers. */
    CharSequence answers() {
        return answers;
    }

    /** What is kept of them for a recheck; empty if there was a line beyond those that are kept. */
    byte @Nullable [] kept() {
        return tooManyToKeep ? null : kept.toByteArray();
    }

    /** Answers the block. */
    void answer() {
        tally = new Tally();
        answers.setLength(0);
        kept.reset();
        tooManyToKeep = false;
        for (int i = 0; i < block.size(); i++) {
            tally.line();
            answer(i);
        }
    }

    private void answer(int line) {
        Row row = null;
        ListAnswer answer;
        try {
            row = read(line);
            answer = row.ask(question);
        } catch (ProblemException wrong) {
            tally.failed(wrong.code());
            if (!order.asked().onlyAllowed()) {
                lining.error(row, flaw(line, wrong), answers);
            }
            return;
        }
        tally.answered(answer);
        keep(line, row, answer);
        if (!order.asked().onlyAllowed() || answer.outcome() == Outcome.ALLOW) {
            lining.answer(row, answer, answers);
        }
    }

    private Lining.Flaw flaw(int line, ProblemException wrong) {
        List<FieldError> errors = wrong.errors();
        return new Lining.Flaw(
                block.number(line),
                wrong.code(),
                errors.isEmpty() ? null : errors.get(0).reason());
    }

    private Row read(int line) {
        if (block.isTooLong(line)) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE);
        }
        Row plain = lining.readPlain(block.bytes(), block.from(line), block.length(line));
        return plain == null ? lining.read(text(line)) : plain;
    }

    private String text(int line) {
        try {
            return utf8.decode(ByteBuffer.wrap(block.bytes(), block.from(line), block.length(line)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_UTF_8");
        }
    }

    private void keep(int line, Row row, ListAnswer answer) {
        tooManyToKeep |= block.number(line) > keptLines;
        if (!tooManyToKeep) {
            try {
                KeptLine.of(row.ref(), answer).write(new DataOutputStream(kept));
            } catch (IOException e) {
                throw new UncheckedIOException("bytes in memory", e);
            }
        }
    }
}
