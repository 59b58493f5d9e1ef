// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.preference.answer.ListAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a list and its answers are written: one line a recipient. For one list; once the head was read, for any thread. */
interface Lining {

    /** Reads the lines that stand before the first recipient, and returns what stands before the first answer. */
    String head(@Nullable String first);

    /** Tells whether the first line is not about a recipient. */
    boolean hasHead();

    /** Reads a line; throws what is wrong with it. */
    Row read(String line);

    /** Reads a line without making a text of it, if it is of a plain kind; null for any other, and for whatever is wrong. */
    default @Nullable Row readPlain(byte[] bytes, int from, int length) {
        return null;
    }

    /** Writes the answer about a row behind what is there. */
    void answer(Row row, ListAnswer answer, StringBuilder out);

    /** Writes what was wrong with a line; {@code row} is null if it could not be read, and what must not be kept is not given back. */
    void error(@Nullable Row row, Flaw flaw, StringBuilder out);

    /** Writes the receipt as the last line; empty for a form that has no room for it. */
    Optional<String> receipt(String json);

    /** Writes why there is no receipt, as the last line. */
    String ended(CheckEnd end);

    /** The media type of both. */
    String mediaType();

    /** Which line was wrong, and in what way. */
    record Flaw(long line, ProblemCode code, @Nullable String reason) {

        /** Tells whether nothing of the line may be given back. */
        boolean forbidden() {
            return code == ProblemCode.IDENTIFIER_NOT_ACCEPTED;
        }
    }
}
