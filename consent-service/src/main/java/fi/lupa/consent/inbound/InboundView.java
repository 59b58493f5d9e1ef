// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.permission.domain.ObjectionScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of what came in.
 *
 * @param recorded the objections that stand from now on because of it; those that stood already are not repeated
 * @param effectSeconds from when the controller received it until it was in force; null if nothing was recorded
 * @param revision null if nothing was recorded
 */
record InboundView(
        String understood,
        List<ObjectionScope> recorded,
        @Nullable Double effectSeconds,
        @Nullable String revision) {

    /** Keeps a copy. */
    InboundView {
        recorded = List.copyOf(recorded);
    }
}
