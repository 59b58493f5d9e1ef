// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.state.domain.Position;
import java.util.List;

/** All that was sent to a subject in the last 31 days, as it came; it replaces what the same epoch has said before. */
public record ContactCount(SubjectKey key, Position position, List<Sendings.Day> days) {

    /** Copies the list. */
    public ContactCount {
        days = List.copyOf(days);
    }
}
