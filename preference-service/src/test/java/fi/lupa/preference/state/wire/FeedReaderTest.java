// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Wish;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.StateJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa"));
    private static final IdentifierKey KEY = new IdentifierKey(1, new byte[32]);
    private static final StateJson STATE = StateJson.given(TENANT, UUID.randomUUID(), "kysely", KEY, 745);

    @Test
    void readsAState() {
        // When
        FeedRecord read = read(Feed.STATES, STATE.key(), STATE.json());

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.State.class, found -> {
            assertThat(found.state().key()).isEqualTo(new SubjectKey(TENANT, STATE.subject()));
            assertThat(found.state().written().position()).isEqualTo(new Position(1, 745));
            assertThat(found.state().claims(List.of(KEY))).isTrue();
            assertThat(found.state().askedBy(List.of(KEY)).asked()).containsExactly(1);
            assertThat(found.state().facts().choices()).hasSize(1);
            assertThat(found.json().has("identifiers")).isFalse();
        });
    }

    @Test
    void readsAState_whenItHasMembersOfALaterContract() {
        // Given
        String json = STATE.json().replaceFirst("\\{", "{\"somethingNew\":{\"a\":[1]},");

        // Then
        assertThat(read(Feed.STATES, STATE.key(), json)).isInstanceOf(FeedRecord.State.class);
    }

    @Test
    void takesAnUnknownScopeOfAnObjectionForTheWidest() {
        // Given
        StateJson objecting = STATE.objecting(746);
        String json = objecting.json().replace("ALL_MARKETING", "SOMETHING_NEW");

        // When
        FeedRecord read = read(Feed.STATES, STATE.key(), json);

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.State.class, found -> assertThat(
                        found.state().facts().objections())
                .extracting(Objection::scope)
                .containsExactly(Objection.Scope.ALL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json|NOT_JSON",
                "[1]|NOT_JSON",
                "''|NOT_JSON",
                "{}|SHAPE_NOT_READABLE",
                "{\"tenant\":7}|SHAPE_NOT_READABLE",
                "{\"tenant\":\"\\u0000\"}|NOT_JSON"
            })
    void refusesAndNamesTheSubject_whenTheValueCannotBeRead(String value, RejectionReason reason) {
        // When
        FeedRecord read = read(Feed.STATES, STATE.key(), value);

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo(reason);
            assertThat(rejected.rejection().tenant()).contains(TENANT);
            assertThat(rejected.subject()).contains(new SubjectKey(TENANT, STATE.subject()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIGEON", "EMAIL_2"})
    void refuses_whenAChannelIsUnknown(String channel) {
        // Given
        String json = STATE.json().replace("\"channel\":\"EMAIL\"", "\"channel\":\"" + channel + "\"");

        // Then
        assertThat(read(Feed.STATES, STATE.key(), json)).isInstanceOf(FeedRecord.Rejected.class);
    }

    @Test
    void refuses_whenKeyAndValueNameDifferentPeople() {
        // Given
        StateJson other = StateJson.given(TENANT, UUID.randomUUID(), "kysely", KEY, 746);

        // When
        FeedRecord read = read(Feed.STATES, other.key(), STATE.json());

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> assertThat(
                        rejected.rejection().reason())
                .isEqualTo(RejectionReason.KEY_DIFFERS_FROM_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "018f2f3a-1111-4000-8000-0000000000aa:purpose:kysely/newsletter:3|PURPOSE kysely/newsletter 3",
                "018f2f3a-1111-4000-8000-0000000000aa:mandate:0190:2|MANDATE 0190 2",
                "018f2f3a-1111-4000-8000-0000000000aa:notice:a:b:1.1|NOTICE a:b 1.1",
                "018f2f3a-1111-4000-8000-0000000000aa:purpose:newsletter:3|TENANT",
                "018f2f3a-1111-4000-8000-0000000000aa:mandate:0190:x|TENANT",
                "018f2f3a-1111-4000-8000-0000000000aa:mandatf:0190:1|TENANT",
                "018f2f3a-1111-4000-8000-0000000000aa:|TENANT"
            })
    void doubtsWhatTheKeyNames_whenACatalogueRecordCannotBeRead(String key, String expected) {
        // When
        FeedRecord read = read(Feed.CATALOGUE, key, "{not json");

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> {
            CatalogueDoubt doubt = rejected.doubt().orElseThrow();
            assertThat(words(doubt)).isEqualTo(expected);
            assertThat(doubt.tenant()).isEqualTo(rejected.rejection().tenant());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"018f2f3a-1111-4000-8000-0000000000aa", "garbage", ""})
    void doubtsNothing_whenTheKeyIsNoneThatTheRelayWrites(String key) {
        // When
        FeedRecord read = read(Feed.CATALOGUE, key, "{not json");

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> assertThat(rejected.doubt())
                .isEmpty());
    }

    @Test
    void doubtsAllOfTheTenant_whenAnEntryStandsUnderTheKeyOfAnother() {
        // Given
        CatalogueJson entry = CatalogueJson.newsletter(TENANT, "kysely", 7);

        // When
        FeedRecord read = read(Feed.CATALOGUE, entry.key().replace("newsletter", "letters"), entry.json());
        FeedRecord foreign = read(
                Feed.CATALOGUE, entry.key().replace(TENANT.value().toString(), UUID.randomUUID() + ""), entry.json());

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> assertThat(
                        words(rejected.doubt().orElseThrow()))
                .isEqualTo("TENANT"));
        assertThat(foreign).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> assertThat(
                        words(rejected.doubt().orElseThrow()))
                .isEqualTo("EVERYTHING"));
    }

    @Test
    void readsTheOrganisationsBehindAContact_andKeepsNoKeyWithTheState() {
        // Given
        String organisation = "{\"keys\":[{\"keyVersion\":1,\"key\":\"%s\"}]}".formatted(KEY.base64Url());
        StateJson state = StateJson.atWork(TENANT, UUID.randomUUID(), "kysely", KEY, "WORK_NAMED", organisation);

        // When
        FeedRecord read = read(Feed.STATES, state.key(), state.json());

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.State.class, found -> {
            assertThat(found.state().organisations()).containsExactly(List.of(KEY));
            assertThat(found.json().toString()).doesNotContain(KEY.base64Url()).contains("WORK_NAMED");
        });
    }

    @Test
    void readsWhatThePersonWishes_andNothingOfAStateWithAChannelNobodyKnows() {
        // Given
        String wish = """
                "preferences":[{"controller":"kysely","pausedUntil":"2026-12-01T10:00:00.000Z","topicsOn":[],
                  "topicsOff":["news"],"onlyChannel":"EMAIL","quietHours":[{"channels":["EMAIL"],"days":"MON-FRI",
                  "from":"21:00","to":"08:00"}],"caps":null,"recordedAt":"2026-11-02T08:00:00.100Z"}]
                """;
        String json = STATE.json().replaceFirst("\\{", "{" + wish + ",");

        // When
        FeedRecord read = read(Feed.STATES, STATE.key(), json);
        FeedRecord several = read(
                Feed.STATES,
                STATE.key(),
                json.replace(
                        "\"onlyChannel\":\"EMAIL\"", "\"onlyChannel\":\"NONE\",\"onlyChannels\":[\"EMAIL\",\"SMS\"]"));
        FeedRecord none =
                read(Feed.STATES, STATE.key(), json.replace("\"onlyChannel\":\"EMAIL\"", "\"onlyChannel\":\"NONE\""));
        FeedRecord unknown =
                read(Feed.STATES, STATE.key(), json.replace("\"onlyChannel\":\"EMAIL\"", "\"onlyChannel\":\"PIGEON\""));

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.State.class, found -> {
            Wish told = found.state().facts().wishes().told().get(0);
            assertThat(told.topicsOff()).containsExactly("news");
            assertThat(told.onlyChannels()).containsExactly(Channel.EMAIL);
            assertThat(told.pausedUntil()).isNotNull();
            assertThat(told.quietHours()).hasSize(1);
        });
        assertThat(several).isInstanceOfSatisfying(FeedRecord.State.class, found -> assertThat(
                        found.state().facts().wishes().told().get(0).onlyChannels())
                .containsExactlyInAnyOrder(Channel.EMAIL, Channel.SMS));
        assertThat(List.of(none, unknown)).hasOnlyElementsOfType(FeedRecord.Rejected.class);
    }

    private static String words(CatalogueDoubt doubt) {
        return doubt.entry()
                .map(entry -> entry.kind() + " " + entry.id() + " " + entry.version())
                .orElse(doubt.tenant().isPresent() ? "TENANT" : "EVERYTHING");
    }

    @Test
    void refusesWithoutATenant_whenThereIsNoKey() {
        // Given
        FeedReader.Raw raw = new FeedReader.Raw(origin(Feed.STATES), null, null, Optional.empty());

        // When
        FeedRecord read = FeedReader.read(raw);

        // Then
        assertThat(read).isInstanceOfSatisfying(FeedRecord.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo(RejectionReason.KEY_NOT_READABLE);
            assertThat(rejected.rejection().tenant()).isEmpty();
        });
    }

    @Test
    void leavesAlone_whatIsOfALaterContract() {
        assertThat(read(Feed.STATES, STATE.key(), "{}", "fi.lupa.something-new.v1"))
                .isInstanceOf(FeedRecord.Ignored.class);
        assertThat(read(Feed.CATALOGUE, "k", "{\"kind\":\"something-new\"}", "fi.lupa.catalogue.something-new.v1"))
                .isInstanceOf(FeedRecord.Ignored.class);
    }

    @Test
    void readsAMarkOnEachTopic() {
        for (Feed feed : Feed.values()) {
            // When
            FeedRecord read =
                    read(feed, "~watermark", "{\"epoch\":1,\"completeTo\":\"2026-11-22T12:00:00.000Z\",\"xid\":\"9\"}");

            // Then
            assertThat(read).isInstanceOfSatisfying(FeedRecord.Mark.class, mark -> assertThat(
                            mark.watermark().position())
                    .isEqualTo(new Position(1, 9)));
        }
    }

    @Test
    void refusesGarbage_onEachTopic() {
        for (Feed feed : Feed.values()) {
            assertThat(read(feed, "garbage", "garbage")).isInstanceOf(FeedRecord.Rejected.class);
        }
    }

    private static FeedRecord read(Feed feed, String key, String value) {
        return FeedReader.read(new FeedReader.Raw(origin(feed), bytes(key), bytes(value), Optional.empty()));
    }

    private static FeedRecord read(Feed feed, String key, String value, String type) {
        return FeedReader.read(new FeedReader.Raw(origin(feed), bytes(key), bytes(value), Optional.of(type)));
    }

    private static Origin origin(Feed feed) {
        return new Origin(new Part(feed, 0), 7);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
