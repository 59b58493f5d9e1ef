// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says, as far as the asked controller is concerned: its entry, its purposes by key, all versions of the
 * tenant's notices by notice id, and the arrangements that name it.
 */
public record CatalogueView(
        @Nullable ControllerEntry controller,
        Map<String, Purpose> purposes,
        Map<String, List<NoticeVersion>> notices,
        List<Arrangement> arrangements) {

    /** Copies the collections. */
    public CatalogueView {
        purposes = Map.copyOf(purposes);
        notices = Map.copyOf(notices);
        arrangements = List.copyOf(arrangements);
    }

    List<NoticeVersion> versionsOf(String noticeId) {
        return notices.getOrDefault(noticeId, List.of());
    }

    Optional<NoticeVersion> version(Permission.Notice shown) {
        return versionsOf(shown.id()).stream()
                .filter(candidate -> candidate.version().equals(shown.version()))
                .findFirst();
    }
}
