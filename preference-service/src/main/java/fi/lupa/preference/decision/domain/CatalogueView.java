// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says, as far as the asked controller is concerned: its entry, its purposes by key, all versions of the
 * tenant's notices by notice id, the arrangements that name it, and what of all this is in doubt.
 */
public record CatalogueView(
        @Nullable ControllerEntry controller,
        Map<String, Purpose> purposes,
        Map<String, List<NoticeVersion>> notices,
        List<Arrangement> arrangements,
        Doubts doubts) {

    /** Copies the collections. */
    public CatalogueView {
        purposes = Map.copyOf(purposes);
        notices = Map.copyOf(notices);
        arrangements = List.copyOf(arrangements);
    }

    /** A catalogue of which everything was read. */
    public CatalogueView(
            @Nullable ControllerEntry controller,
            Map<String, Purpose> purposes,
            Map<String, List<NoticeVersion>> notices,
            List<Arrangement> arrangements) {
        this(controller, purposes, notices, arrangements, Doubts.NONE);
    }

    /** Returns this catalogue as one of which nobody can tell what was missed. */
    public CatalogueView inTotalDoubt() {
        return new CatalogueView(controller, purposes, notices, arrangements, Doubts.TOTAL);
    }

    List<NoticeVersion> versionsOf(String noticeId) {
        return notices.getOrDefault(noticeId, List.of());
    }

    Optional<NoticeVersion> version(Permission.Notice shown) {
        return versionsOf(shown.id()).stream()
                .filter(candidate -> !doubts.notices().contains(shown.id()))
                .filter(candidate -> candidate.version().equals(shown.version()))
                .findFirst();
    }
}
