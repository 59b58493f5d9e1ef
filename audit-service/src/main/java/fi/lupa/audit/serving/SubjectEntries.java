// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Shows what is logged about one subject; a subject of whom the caller may see nothing is one that does not exist. */
@Singleton
public final class SubjectEntries {

    private final LogEntries entries;

    SubjectEntries(LogEntries entries) {
        this.entries = entries;
    }

    /** Returns some of what is logged about the subject, from a cursor on; throws NOT_FOUND if there is nothing to see at all. */
    public EntryPage some(Caller caller, String subject, @Nullable String cursor) {
        Slice<LogEntries.Row> slice = page(caller, subject, cursor, null);
        return new EntryPage(slice.rows().stream().map(LogEntries.Row::view).toList(), slice.nextText());
    }

    Slice<LogEntries.Row> page(Caller caller, String subject, @Nullable String cursor, @Nullable String limit) {
        Cursor after = Cursor.parse(cursor);
        EntryQuery query = new EntryQuery(
                caller.tenant(), caller.controllers(), EntryFilter.ofSubject(subject), after, Limit.parse(limit));
        Slice<LogEntries.Row> slice = entries.page(query);
        if (slice.rows().isEmpty() && after.equals(Cursor.START)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return slice;
    }
}
