// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import org.jspecify.annotations.Nullable;

/**
 * What became of one row of an import; it says nothing of the person.
 *
 * @param code why, where that needs saying
 */
public record ImportedLine(
        int line, Result result, @Nullable String code) {

    /** What may become of a row. */
    public enum Result {
        STORED,
        /** The yes is on record and changes nothing: somebody said no to this, whenever that was. */
        BLOCKED_BY_PROHIBITION,
        /** The person was erased; nothing of the row is kept. */
        ERASED,
        /** The yes is on record and permits nothing: it cannot be shown to be one. */
        NOT_DEMONSTRABLE,
        /** The row cannot be read or names what there is not; nothing of it is kept. */
        INVALID
    }
}
