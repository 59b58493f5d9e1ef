// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says, as far as the asked controller is concerned: its entry, its purposes by key, all versions of the
 * tenant's notices by notice id, the arrangements that name it, what of all this is in doubt, and the tenant's partners by key.
 */
public record CatalogueView(
        @Nullable ControllerEntry controller,
        Map<String, Purpose> purposes,
        Map<String, List<NoticeVersion>> notices,
        List<Arrangement> arrangements,
        Doubts doubts,
        Map<String, Partner> partners) {

    /** Copies the collections. */
    public CatalogueView {
        purposes = Map.copyOf(purposes);
        notices = Map.copyOf(notices);
        arrangements = List.copyOf(arrangements);
        partners = Map.copyOf(partners);
    }

    /** A catalogue without partners. */
    public CatalogueView(
            @Nullable ControllerEntry controller,
            Map<String, Purpose> purposes,
            Map<String, List<NoticeVersion>> notices,
            List<Arrangement> arrangements,
            Doubts doubts) {
        this(controller, purposes, notices, arrangements, doubts, Map.of());
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
        return new CatalogueView(controller, purposes, notices, arrangements, Doubts.TOTAL, partners);
    }

    /** Tells whether the company is on file as a partner, but is none at this moment; who is not on file is named by the consent alone. */
    boolean isFormerPartner(String company, Instant moment) {
        Partner partner = partners.get(company);
        return partner != null && !partner.isOneAt(moment);
    }

    List<NoticeVersion> versionsOf(String noticeId) {
        return notices.getOrDefault(noticeId, List.of());
    }

    Optional<NoticeVersion> version(Permission.Notice shown) {
        return doubts.notices().contains(shown.id())
                ? Optional.empty()
                : Among.first(
                        versionsOf(shown.id()), candidate -> candidate.version().equals(shown.version()));
    }

    /** Returns the purpose of this key; for one that nobody has defined, a retired one. */
    Purpose purpose(String key) {
        return purposes.getOrDefault(key, Purpose.UNDEFINED);
    }
}
