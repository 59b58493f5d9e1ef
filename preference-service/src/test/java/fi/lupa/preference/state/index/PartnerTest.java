// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.decision.domain.Partner;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.Origin;
import fi.lupa.preference.support.CatalogueJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnerTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000ab"));
    private static final CatalogueJson PARTNER = new CatalogueJson(
            TENANT,
            "partner",
            "partner-x",
            "1",
            1,
            2,
            "{\"key\":\"partner-x\",\"legalName\":\"X Oy\",\"from\":\"2024-01-01\",\"until\":null}");

    private final MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);

    @BeforeEach
    void fill() {
        put(CatalogueJson.controller(TENANT, "kysely", UUID.randomUUID(), "PT60S", 1));
        put(PARTNER);
    }

    @Test
    void knowsAPartnerAndItsDates() {
        assertThat(partners()).isEqualTo(Map.of("partner-x", new Partner(Instant.parse("2024-01-01T00:00:00Z"), null)));
    }

    @Test
    void doubtsAPartner_whoseNewerVersionCannotBeRead() {
        // When
        FeedRecord read = FeedReader.read(new FeedReader.Raw(
                new Origin(new Part(Feed.CATALOGUE, 0), 8),
                (TENANT.value() + ":partner:partner-x:2").getBytes(StandardCharsets.UTF_8),
                "garbage".getBytes(StandardCharsets.UTF_8),
                Optional.empty()));
        ((FeedRecord.Rejected) read).doubt().ifPresent(index::doubt);
        index.publish(Map.of());

        // Then
        assertThat(partners()).isEqualTo(Map.of("partner-x", Partner.IN_DOUBT));
    }

    private Map<String, Partner> partners() {
        return index.controller(TENANT, "kysely").orElseThrow().catalogue().partners();
    }

    private void put(CatalogueJson entry) {
        index.put(FeedReader.keptEntry(entry.json()));
        index.publish(Map.of());
    }
}
