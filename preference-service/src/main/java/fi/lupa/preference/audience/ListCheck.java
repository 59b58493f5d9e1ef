// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListQuestion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one list: reads it in blocks, has them answered by the crew, and writes the answers in the order of the lines. For one thread, which reads
 * and writes; so many blocks are underway and no more, so that a list of any length takes the same memory (ADR 0061).
 */
final class ListCheck {

    private final Crew crew;
    private final Lining lining;
    private final AudienceConfig config;
    private final Tally tally = new Tally();
    private final Deque<Desk> free = new ArrayDeque<>();
    private final Deque<Underway> underway = new ArrayDeque<>();
    private final long began = System.nanoTime();
    private long read;
    private @Nullable PieceWriter recheck;

    /** A block that is being answered. */
    private record Underway(Desk desk, Future<?> done) {}

    /** Takes where lines are kept for a recheck; null if they are not. */
    ListCheck(
            ListQuestion question,
            Lining lining,
            CheckOrder order,
            AudienceConfig config,
            Crew crew,
            @Nullable PieceWriter recheck) {
        this.crew = crew;
        this.lining = lining;
        this.config = config;
        this.recheck = recheck;
        for (int i = 0; i <= crew.size(); i++) {
            free.add(new Desk(order, question.another(), lining, config.keptLines()));
        }
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

    private static String text(Lines.Line line) {
        if (line.tooLong()) {
            throw new ProblemException(ProblemCode.PAYLOAD_TOO_LARGE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.bytes(), line.offset(), line.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_UTF_8");
        }
    }

    /** Answers every line; {@code held} is let go once there are more than are to be answered after the last. */
    void run(Lines lines, Answers answers, HeldOutput held) throws IOException {
        IOException ended = null;
        boolean more = true;
        while (more) {
            Desk desk = desk(answers, held);
            desk.block().begin(read + 1);
            try {
                more = fill(desk.block(), lines);
            } catch (IOException e) {
                ended = e;
                more = false;
            }
            read += desk.block().size();
            boolean waits = !lines.isAtHand();
            answer(desk, waits);
            if (waits) {
                writeAll(answers, held);
            }
            endInTime();
        }
        writeAll(answers, held);
        if (ended != null) {
            throw ended;
        }
        if (recheck != null) {
            recheck.close();
        }
    }

    /** A desk that is free; if there is none, once the oldest block has been written. */
    private Desk desk(Answers answers, HeldOutput held) throws IOException {
        if (free.isEmpty()) {
            write(underway.remove(), answers, held);
        }
        return free.remove();
    }

    /** Reads lines until there are enough, or until the next would have to be waited for; returns whether there may be more. */
    private static boolean fill(LineBlock block, Lines lines) throws IOException {
        do {
            Lines.Line line = lines.next();
            if (line == null) {
                return false;
            }
            if (line.length() > 0 || line.tooLong()) {
                block.add(line);
            }
        } while (!block.isFull() && lines.isAtHand());
        return true;
    }

    /** What stands alone is answered here: a short list is not carried from one thread to another. */
    private void answer(Desk desk, boolean alone) {
        if (alone && underway.isEmpty()) {
            desk.answer();
            underway.add(new Underway(desk, CompletableFuture.completedFuture(desk)));
        } else {
            underway.add(new Underway(desk, crew.submit(desk::answer)));
        }
    }

    /** Before a client is waited for, it gets what it has asked for so far. */
    private void writeAll(Answers answers, HeldOutput held) throws IOException {
        while (!underway.isEmpty()) {
            write(underway.remove(), answers, held);
        }
    }

    private void write(Underway oldest, Answers answers, HeldOutput held) throws IOException {
        await(oldest.done());
        Desk desk = oldest.desk();
        tally.add(desk.tally());
        answers.write(desk.answers());
        keep(desk.kept());
        free.add(desk);
        if (tally.lines() > config.heldLines()) {
            held.release();
        }
    }

    private static void await(Future<?> done) throws IOException {
        try {
            done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block of lines could not be answered", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CheckEndedException(CheckEnd.INTERNAL);
        }
    }

    /** Keeps lines for a recheck; a list that is too long, or that cannot be kept now, is answered all the same. */
    private void keep(byte @Nullable [] lines) throws IOException {
        if (recheck == null || lines == null) {
            recheck = null;
            return;
        }
        try {
            recheck.write(lines, 0, lines.length);
        } catch (ProblemException notNow) {
            recheck = null;
        }
    }

    private void endInTime() throws IOException {
        if (System.nanoTime() - began > config.longest().toNanos()) {
            throw new CheckEndedException(CheckEnd.LASTS_TOO_LONG);
        }
    }
}
