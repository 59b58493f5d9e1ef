// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.capture.ChoiceRequest;
import fi.lupa.consent.capture.Required;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/calls/{id}/choices}: what the person said.
 *
 * @param at when they said it
 * @param recording of what was said; a yes needs it, a no does not
 */
record SpokenBody(
        @Required Instant at,
        @Required List<ChoiceRequest> choices,
        @Nullable RecordingRef recording) {

    /** Throws CAPTURE_INCOMPLETE for a yes without a recording. */
    void check() {
        if (recording != null) {
            recording.check();
        } else if (saysYes()) {
            throw ProblemException.at(ProblemCode.CAPTURE_INCOMPLETE, "/recording", "MISSING");
        }
    }

    boolean saysYes() {
        return choices.stream().anyMatch(ChoiceRequest::isYes);
    }
}
