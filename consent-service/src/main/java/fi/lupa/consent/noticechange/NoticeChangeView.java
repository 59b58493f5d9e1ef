// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An order as the officer sees it.
 *
 * @param counts people by what became of them
 */
record NoticeChangeView(
        UUID id,
        String notice,
        String version,
        List<String> controllers,
        boolean dryRun,
        Instant effectiveFrom,
        NoticeChange.Stage stage,
        Map<Fate, Long> counts) {

    static NoticeChangeView of(NoticeChange change, Map<Fate, Long> counts) {
        return new NoticeChangeView(
                change.id(),
                change.notice(),
                change.version(),
                change.controllers().stream().sorted().toList(),
                change.dryRun(),
                change.effectiveFrom(),
                change.stage(),
                new TreeMap<>(counts));
    }
}
