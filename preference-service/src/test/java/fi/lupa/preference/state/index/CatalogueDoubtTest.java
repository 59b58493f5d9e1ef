// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.decision.domain.Doubts;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.FeedRecord;
import fi.lupa.preference.state.wire.Origin;
import fi.lupa.preference.support.CatalogueJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueDoubtTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa"));
    private static final CatalogueJson CONTROLLER =
            CatalogueJson.controller(TENANT, "kysely", UUID.randomUUID(), "PT60S", 1);
    private static final CatalogueJson NEWSLETTER = CatalogueJson.newsletter(TENANT, "kysely", 2);
    private static final CatalogueJson NOTICE = CatalogueJson.notice(TENANT, "kysely", 3);
    private static final CatalogueJson MANDATE = CatalogueJson.mandate(TENANT, "tool", "kysely", "[\"*\"]", 4);

    private final MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);

    @BeforeEach
    void fill() {
        put(CONTROLLER);
        put(NEWSLETTER);
        put(NOTICE);
        put(MANDATE);
    }

    @Test
    void doubtsNothing_whenAllWasRead() {
        assertThat(doubts()).isEqualTo(Doubts.NONE);
        assertThat(index.doubts()).isZero();
    }

    @Test
    void doubtsThePurpose_untilAHigherVersionIsRead() {
        // When
        garbage(key(NEWSLETTER, "2"));

        // Then
        assertThat(doubts()).isEqualTo(new Doubts(false, false, Set.of("newsletter"), Set.of()));
        assertThat(index.doubts()).isOne();

        // When
        put(NEWSLETTER.next(5, NEWSLETTER.body()));

        // Then
        assertThat(doubts()).isEqualTo(Doubts.NONE);
        assertThat(index.doubts()).isZero();
    }

    @Test
    void doubtsOn_whenOnlyALowerVersionIsReadAfterwards() {
        // When
        garbage(key(NEWSLETTER, "3"));
        put(NEWSLETTER.next(5, NEWSLETTER.body()));

        // Then
        assertThat(doubts().purposes()).containsExactly("newsletter");
    }

    @Test
    void doubtsNothing_whenAHigherVersionWasReadBefore() {
        // Given
        put(NEWSLETTER.next(5, NEWSLETTER.body()));

        // When
        garbage(NEWSLETTER.key());

        // Then
        assertThat(doubts()).isEqualTo(Doubts.NONE);
    }

    @Test
    void doubtsTheVersionItHolds_whenThatIsWrittenAgainUnreadably_untilItIsReadAgain() {
        // When
        garbage(NEWSLETTER.key());

        // Then
        assertThat(doubts().purposes()).containsExactly("newsletter");

        // When
        put(NEWSLETTER);

        // Then
        assertThat(doubts()).isEqualTo(Doubts.NONE);
    }

    @Test
    void doubtsANotice_alsoBesideLaterVersions_untilThatVersionIsRead() {
        // When
        garbage(key(NOTICE, "2"));
        CatalogueJson third = new CatalogueJson(
                TENANT, "notice", NOTICE.id(), "3", 3, 6, NOTICE.body().replace("\"1\"", "\"3\""));
        put(third);

        // Then
        assertThat(doubts().notices()).containsExactly(NOTICE.id());

        // When
        put(new CatalogueJson(
                TENANT, "notice", NOTICE.id(), "2", 2, 6, NOTICE.body().replace("\"1\"", "\"2\"")));

        // Then
        assertThat(doubts()).isEqualTo(Doubts.NONE);
    }

    @Test
    void doubtsMandatesOfAllClients_whenOneCannotBeRead() {
        // When
        garbage(key(MANDATE, "2"));

        // Then
        assertThat(doubts()).isEqualTo(new Doubts(false, true, Set.of(), Set.of()));
    }

    @Test
    void doubtsEverythingOfTheController_whenItselfOrAnArrangementCannotBeRead() {
        // When
        garbage(key(CONTROLLER, "2"));

        // Then
        assertThat(doubts().everything()).isTrue();

        // When
        put(CONTROLLER.next(7, CONTROLLER.body()));
        garbage(TENANT.value() + ":arrangement:joint:1");

        // Then
        assertThat(doubts().everything()).isTrue();
    }

    @Test
    void doubtsNothing_whenAnotherControllerOrWhatNoRuleReadsCannotBeRead() {
        // When
        garbage(TENANT.value() + ":controller:verkko:1");
        garbage(TENANT.value() + ":purpose:verkko/newsletter:1");
        garbage(TENANT.value() + ":partner:x:1");
        garbage(TENANT.value() + ":group:x:1");
        garbage(UUID.randomUUID() + ":");

        // Then
        assertThat(doubts()).isEqualTo(Doubts.NONE);
        assertThat(index.everythingInDoubt()).isFalse();
    }

    @Test
    void doubtsTheTenant_whenTheKeyNamesNoEntry() {
        // When
        garbage(TENANT.value() + ":something:else:1");

        // Then
        assertThat(doubts().everything()).isTrue();
    }

    @Test
    void doubtsNothing_whenTheKeyIsNoneThatTheRelayWrites() {
        // When
        garbage("garbage");

        // Then
        assertThat(index.everythingInDoubt()).isFalse();
        assertThat(index.doubts()).isZero();
    }

    @Test
    void doubtsEverything_whenKeyAndValueNameDifferentTenants() {
        // Given
        CatalogueJson entry = CatalogueJson.newsletter(TENANT, "kysely", 7);

        // When
        unreadable(UUID.randomUUID() + entry.key().substring(entry.key().indexOf(':')), entry.json());

        // Then
        assertThat(index.everythingInDoubt()).isTrue();
        assertThat(index.doubts()).isOne();
    }

    private Doubts doubts() {
        return index.controller(TENANT, "kysely").orElseThrow().catalogue().doubts();
    }

    private static String key(CatalogueJson entry, String version) {
        return entry.tenant().value() + ":" + entry.kind() + ":" + entry.id() + ":" + version;
    }

    private void put(CatalogueJson entry) {
        index.put(FeedReader.keptEntry(entry.json()));
        index.publish(Map.of());
    }

    private void garbage(String key) {
        unreadable(key, "{");
    }

    private void unreadable(String key, String value) {
        FeedRecord read = FeedReader.read(new FeedReader.Raw(
                new Origin(new Part(Feed.CATALOGUE, 0), 7),
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                Optional.empty()));
        ((FeedRecord.Rejected) read).doubt().ifPresent(index::doubt);
        index.publish(Map.of());
    }
}
