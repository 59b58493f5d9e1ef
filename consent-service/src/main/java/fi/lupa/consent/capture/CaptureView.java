// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a capture. */
record CaptureView(
        String subjectId,
        String revision,
        List<RecordView> records,
        String receipt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String confirmationLink) {}
