// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.decision.domain.Arrangement;
import fi.lupa.preference.decision.domain.Doubts;
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

class ArrangementVersionsTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000ac"));
    private static final CatalogueJson BOTH = new CatalogueJson(
            TENANT,
            "arrangement",
            "together",
            "1",
            1,
            2,
            "{\"key\":\"together\",\"controllers\":[\"kysely\",\"verkko\"],\"purposes\":[\"newsletter\"],"
                    + "\"from\":\"2025-01-01T00:00:00.000Z\",\"until\":null}");
    private static final CatalogueJson LEFT = BOTH.next(3, BOTH.body().replace("verkko", "palvelut"));
    private static final Instant BOTH_WRITTEN = Instant.parse("2026-01-01T08:00:00.000Z");
    private static final Instant LEFT_WRITTEN = Instant.parse("2026-06-01T08:00:00.000Z");
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00.000Z");
    private static final Set<String> NEWSLETTER = Set.of("newsletter");
    private static final Arrangement FORMER =
            new Arrangement(Set.of("kysely", "verkko"), NEWSLETTER, FROM, null, BOTH_WRITTEN, LEFT_WRITTEN);
    private static final Arrangement NOW =
            new Arrangement(Set.of("kysely", "palvelut"), NEWSLETTER, FROM, null, LEFT_WRITTEN, null);

    private final MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);

    @BeforeEach
    void fill() {
        put(CatalogueJson.controller(TENANT, "kysely", UUID.randomUUID(), "PT60S", 1)
                .json());
    }

    @Test
    void keepsTheFormerVersion_whenOneHasLeft() {
        // When
        put(BOTH.json());
        put(laterJson(LEFT));

        // Then
        assertThat(index.controller(TENANT, "kysely").orElseThrow().catalogue().arrangements())
                .containsExactlyInAnyOrder(FORMER, NOW);
    }

    @Test
    void keepsTheSame_inWhateverOrderTheyCome() {
        // When
        put(laterJson(LEFT));
        put(BOTH.json());

        // Then
        assertThat(index.controller(TENANT, "kysely").orElseThrow().catalogue().arrangements())
                .containsExactlyInAnyOrder(FORMER, NOW);
    }

    @Test
    void doubtsEverything_untilAFormerVersionIsReadToo() {
        // Given
        put(laterJson(LEFT));

        // When
        garbage(BOTH.key());

        // Then
        assertThat(doubts().everything()).isTrue();

        // When
        put(BOTH.json());

        // Then
        assertThat(doubts()).isEqualTo(Doubts.NONE);
    }

    private Doubts doubts() {
        return index.controller(TENANT, "kysely").orElseThrow().catalogue().doubts();
    }

    private static String laterJson(CatalogueJson entry) {
        return entry.json().replace("2026-01-01T08", "2026-06-01T08");
    }

    private void put(String json) {
        index.put(FeedReader.keptEntry(json));
        index.publish(Map.of());
    }

    private void garbage(String key) {
        FeedRecord read = FeedReader.read(new FeedReader.Raw(
                new Origin(new Part(Feed.CATALOGUE, 0), 8),
                key.getBytes(StandardCharsets.UTF_8),
                "garbage".getBytes(StandardCharsets.UTF_8),
                Optional.empty()));
        ((FeedRecord.Rejected) read).doubt().ifPresent(index::doubt);
        index.publish(Map.of());
    }
}
