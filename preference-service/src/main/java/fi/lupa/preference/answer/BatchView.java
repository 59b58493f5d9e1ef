// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answers to a batch, in the order of its recipients. */
@Schema(name = "BatchView")
public record BatchView(List<LineView> answers) {

    public BatchView {
        answers = List.copyOf(answers);
    }

    /**
     * One answer.
     *
     * @param ref the caller's own word for the recipient
     * @param retry there and true where the state could not answer: DENY now, ask again
     */
    public record LineView(
            @Nullable String ref,
            @JsonUnwrapped DecisionView answer,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean retry) {}
}
