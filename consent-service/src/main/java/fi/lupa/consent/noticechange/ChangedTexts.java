// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.noticechange.domain.ChangedText;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a version of a notice as a change of those before it, in the active transaction. */
@ApplicationScoped
class ChangedTexts {

    private final Catalogue catalogue;

    ChangedTexts(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The words that people are sent, and whom they concern. */
    record Changed(NoticeText words, ChangedText text) {}

    Optional<Changed> find(TenantId tenant, String notice, String version) {
        List<NoticeText> all = catalogue.noticeVersions(tenant, notice);
        return all.stream()
                .filter(one -> one.version().version().equals(version))
                .findFirst()
                .map(words -> new Changed(words, changed(words, all)));
    }

    /** Of an order, whose version is never changed once it is recorded. */
    Changed of(TenantId tenant, NoticeChange change) {
        return find(tenant, change.notice(), change.version())
                .orElseThrow(() -> new IllegalStateException("a version that was ordered is not in the catalogue"));
    }

    private static ChangedText changed(NoticeText words, List<NoticeText> all) {
        int ordinal = words.version().ordinal();
        Set<String> earlier = all.stream()
                .map(NoticeText::version)
                .filter(other -> other.ordinal() < ordinal)
                .map(other -> other.version())
                .collect(Collectors.toUnmodifiableSet());
        return new ChangedText(
                words.version().id(),
                words.version().version(),
                earlier,
                words.version().affects(),
                words.version().controllers());
    }
}
