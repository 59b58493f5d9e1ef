// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.capture.Required;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/notice-changes}.
 *
 * @param version a MATERIAL one
 * @param dryRun whether people are only counted, at once
 */
record NoticeChangeBody(
        @Required String notice,
        @Required String version,
        @Nullable Boolean dryRun) {

    boolean onlyCounts() {
        return Boolean.TRUE.equals(dryRun);
    }
}
