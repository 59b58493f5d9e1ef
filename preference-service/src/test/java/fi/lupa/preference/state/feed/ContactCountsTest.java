// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.store.SnapshotStore;
import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.PreferenceStack;
import fi.lupa.preference.support.Relay;
import fi.lupa.preference.support.StateJson;
import fi.lupa.preference.support.Until;
import fi.lupa.preference.support.World;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sent counts once, whatever is repeated, restarted or restored; and what cannot be counted closes. */
@QuarkusTest
@QuarkusTestResource(PreferenceStack.class)
class ContactCountsTest {

    private static final String EMAIL = "fanni@example.fi";
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Helsinki"));

    private final World world = World.withCatalogue();
    private final StateJson person = world.consented(EMAIL);

    @Inject
    StateIndex index;

    @Inject
    SnapshotStore snapshots;

    @Inject
    @DataSource("writer")
    javax.sql.DataSource writer;

    @BeforeEach
    void capTwoInAWeek() {
        String capped = """
                {"key":"kysely","legalName":"Kysely Oy","defaultRegion":"FI","timeZone":"Europe/Helsinki","languages":["fi"],
                 "productGroups":[],"identityDomain":"%s","ownClients":[],
                 "policies":{"freshness":{"default":"PT1H"},"caps":[{"channels":["EMAIL"],"max":2,"per":"P7D"}]}}
                """.formatted(world.domain());
        CatalogueJson first =
                CatalogueJson.controller(world.tenant(), World.CONTROLLER, world.domain(), "PT1H", World.nextXid());
        world.relay().entry(first.next(World.nextXid(), capped));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void countsOnce_whenTheSameWordComesAgainAndAnOlderOneLate() {
        // Given
        long first = World.nextXid();
        long second = World.nextXid();

        // When
        world.relay().count(person, 1, first, Map.of(today, 1));
        world.relay().count(person, 1, first, Map.of(today, 1));
        JsonPath once = answer();
        world.relay().count(person, 1, second, Map.of(today, 2));
        world.relay().count(person, 1, first, Map.of(today, 1));
        JsonPath twice = answer();

        // Then
        assertThat(once.getString("decision")).isEqualTo("ALLOW");
        assertThat(twice.getString("decision")).isEqualTo("DEFER");
        assertThat(twice.getString("reason")).isEqualTo("FREQUENCY_CAP");
        assertThat(Instant.parse(twice.getString("notBefore"))).isAfter(Instant.now());
    }

    @Test
    void keepsTheHigherCount_whenARestoredDatabaseKnowsLess() {
        // Given
        world.relay().count(person, 1, World.nextXid(), Map.of(today, 2));

        // When
        world.relay().count(person, 2, 3, Map.of(today, 1));

        // Then
        assertThat(answer().getString("reason")).isEqualTo("FREQUENCY_CAP");
        Until.holds("both are stored", () -> loaded().equals(held()));
    }

    @Test
    void knowsTheSame_whenLoadedAgainFromPostgres() {
        // Given
        world.relay().count(person, 1, World.nextXid(), Map.of(today, 1, today.minusDays(3), 4));
        answer();

        // When
        Sendings held = held();

        // Then
        assertThat(held.days()).hasSize(2);
        Until.holds("it is stored", () -> loaded().equals(held));
    }

    @Test
    void tellsNobodyYes_untilACountThatCouldNotBeReadIsReadAfterAll() {
        // Given
        world.relay().count(person, 1, World.nextXid(), Map.of(today, 1));

        // When
        world.relay().send(Relay.CONTACTS, null, person.key(), "{\"counts\":\"many\"}", "fi.lupa.contact-count.v1");
        JsonPath doubted = answer();
        Until.holds("the doubt is stored", () -> !loaded().known());
        world.relay().count(person, 1, World.nextXid(), Map.of(today, 1));
        JsonPath readAfterAll = answer();

        // Then
        assertThat(doubted.getString("decision")).isEqualTo("DENY");
        assertThat(doubted.getString("reason")).isEqualTo("STATE_UNAVAILABLE");
        assertThat(readAfterAll.getString("decision")).isEqualTo("ALLOW");
        Until.holds("that is stored too", () -> loaded().known());
    }

    private JsonPath answer() {
        return world.ask(EMAIL, world.publish(person)).jsonPath();
    }

    private Sendings held() {
        return sendings(index.view().orElseThrow());
    }

    private Sendings loaded() {
        MemoryIndex loaded = new MemoryIndex(Set.of(), key -> 0);
        try (Connection connection = writer.getConnection()) {
            snapshots.load(connection, TailTarget.loading(loaded));
            return sendings(loaded);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Sendings sendings(StateIndex.View view) {
        List<StateIndex.Found> found = view.find(world.tenant(), List.of(world.key(EMAIL)));
        return found.isEmpty() ? Sendings.NONE : found.get(0).facts().sendings();
    }
}
