// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fi.lupa.audit.Facts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final Facts.Message GOOD = Facts.consentGiven(1, Facts.SUBJECT, 1);
    private final RecordReader reader = new RecordReader(new Random(1));

    static Stream<Arguments> refusedFacts() {
        return Stream.of(
                Arguments.of(Rejection.NOT_JSON, GOOD.withValue("<xml/>")),
                Arguments.of(Rejection.NOT_JSON, GOOD.withValue("")),
                Arguments.of(Rejection.NOT_JSON, GOOD.withValue("{\"a\":1,\"a\":2}")),
                Arguments.of(Rejection.NOT_JSON, GOOD.withValue("{} {}")),
                Arguments.of(Rejection.NOT_JSON, GOOD.withValue("[".repeat(100_000))),
                Arguments.of(Rejection.NOT_AN_OBJECT, GOOD.withValue("[1]")),
                Arguments.of(Rejection.NOT_A_NUMBER_OF_RFC_8785, GOOD.withValue("{\"a\":9007199254740992}")),
                Arguments.of(Rejection.NOT_A_NUMBER_OF_RFC_8785, GOOD.withValue("{\"a\":1.5}")),
                Arguments.of(Rejection.VALUE_TOO_LARGE, GOOD.withValue(" ".repeat((1 << 20) + 1))),
                Arguments.of(
                        Rejection.TEXT_NOT_UNICODE,
                        GOOD.withValue(GOOD.text().replaceFirst("\\{", "{\"free\":\"\\\\ud800\","))),
                Arguments.of(Rejection.TYPE_NOT_SUPPORTED, GOOD.withHeader("ce_type", "fi.lupa.consent.given.v2")),
                Arguments.of(Rejection.TYPE_MISSING, new Facts.Message(GOOD.key(), Map.of(), GOOD.text())),
                Arguments.of(
                        Rejection.ENVELOPE_CONTRADICTS,
                        GOOD.withHeader("ce_id", Facts.id(2).toString())),
                Arguments.of(Rejection.ENVELOPE_CONTRADICTS, GOOD.withHeader("ce_type", "fi.lupa.consent.refused.v1")),
                Arguments.of(Rejection.KEY_CONTRADICTS, GOOD.withKey("elsewhere")),
                Arguments.of(Rejection.TENANT_INVALID, fact(value -> value.remove("tenant"))),
                Arguments.of(Rejection.ID_INVALID, fact(value -> value.put("id", "x"))),
                Arguments.of(Rejection.SUBJECT_INVALID, fact(value -> value.put("subject", "maija@example.fi"))),
                Arguments.of(Rejection.TIME_INVALID, fact(value -> value.put("recordedAt", "yesterday"))),
                Arguments.of(Rejection.TIME_INVALID, fact(value -> value.put("at", 5))),
                Arguments.of(Rejection.REVISION_INVALID, fact(value -> value.put("revision", -1))),
                Arguments.of(Rejection.REVISION_INVALID, fact(value -> value.put("epoch", "1"))),
                Arguments.of(Rejection.NAME_INVALID, fact(value -> value.put("controller", "a\u0000b"))),
                Arguments.of(Rejection.NAME_INVALID, fact(value -> value.withObject("/consent")
                        .put("purpose", 1))),
                Arguments.of(Rejection.DIGESTS_INVALID, fact(value -> value.put("_sd_alg", "md5"))),
                Arguments.of(Rejection.DIGESTS_INVALID, fact(value -> value.putArray("_sd")
                        .add("maija"))));
    }

    @ParameterizedTest
    @MethodSource("refusedFacts")
    void refusesWithTheReason_whenAFactIsNotAsAgreed(Rejection reason, Facts.Message message) {
        // When
        Reading reading = reader.read(Records.on(Feed.FACTS, message));

        // Then
        assertThat(reading).isInstanceOfSatisfying(Reading.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.raw()).isEqualTo(message.value());
        });
    }

    @Test
    void namesTheTenantOfTheKey_whenTheValueCannotBeRead() {
        // When
        Reading reading = reader.read(Records.on(Feed.FACTS, GOOD.withValue("garbage")));

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(Reading.Rejected.class, rejected -> assertThat(rejected.claimedTenant())
                        .isEqualTo(Facts.TENANT));
    }

    @Test
    void namesNoTenant_whenNeitherValueNorKeyDoes() {
        // Given
        IncomingRecord nothing = new IncomingRecord(Feed.FACTS, new Source("t", 0, 0), null, Map.of(), null);

        // When
        Reading reading = reader.read(nothing);

        // Then
        assertThat(reading).isInstanceOfSatisfying(Reading.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Rejection.VALUE_MISSING);
            assertThat(rejected.claimedTenant()).isNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subject.merged",
                "subject.split",
                "subject.erased",
                "restriction.set",
                "restriction.lifted",
                "rights.received",
                "rights.completed",
                "rights.copied",
                "callback.requested",
                "callback.claimed",
                "callback.used",
                "preferences.set",
                "contact.reported",
                "consent.expired",
                "relationship.recorded"
            })
    void becomesAnEntryOfItsKind_whenAFactIsOfAnAgreedKind(String kind) {
        // Given
        Facts.Message message = fact(value -> value.put("kind", kind).remove("consent"))
                .withHeader("ce_type", "fi.lupa." + kind + ".v1");

        // When
        LogEvent event = accepted(Feed.FACTS, message);

        // Then
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.about().subject()).isEqualTo(Facts.SUBJECT);
        assertThat(event.about().concerns()).containsExactly("kysely");
        assertThat(event.about().purpose()).isNull();
    }

    @Test
    void keepsWhatItDoesNotKnow_whenAFactHasNewMembersOrANewKind() {
        // Given
        Facts.Message message = fact(value ->
                        value.put("kind", "rights.requested").put("novelty", "kept"))
                .withHeader("ce_type", "fi.lupa.rights.requested.v1");

        // When
        LogEvent event = accepted(Feed.FACTS, message);

        // Then
        assertThat(event.kind()).isEqualTo("rights.requested");
        assertThat(event.details().path("novelty").asText()).isEqualTo("kept");
    }

    @Test
    void addsADecoy_whenAFactHasNoDigests() {
        // When
        LogEvent first = accepted(Feed.FACTS, Facts.objection(1, Facts.SUBJECT, 1));
        LogEvent second = accepted(Feed.FACTS, Facts.objection(1, Facts.SUBJECT, 1));

        // Then
        assertThat(first.digests()).hasSize(1).allMatch(digest -> digest.length() == 43);
        assertThat(second.digests()).isNotEqualTo(first.digests());
    }

    @Test
    void showsTheHashOfTheDetails_whenTheyAreTooLongForALeaf() {
        // Given
        Facts.Message message = fact(value -> value.put("long", "x".repeat(20_000)));

        // When
        LogEvent event = accepted(Feed.FACTS, message);
        byte[] line = Leaf.line(event, new Placement(event.at(), Chain.FIRST, Chain.FIRST));

        // Then
        assertThat(event.details().fieldNames()).toIterable().containsExactly("sha256");
        assertThat(line.length).isLessThanOrEqualTo(Leaf.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 90, 100, 110, 400, 480, 520, 1_000})
    void makesTheSameLeaf_whetherJacksonOrPostgresWroteTheEvent(int members) {
        // Given
        ObjectNode fact = Facts.object(GOOD.text());
        fact.put("text", "a\u0001\"\\/b \u00e4 \u20ac \ud83d\ude00")
                .putNull("nothing")
                .put("xid", "745");
        ObjectNode many = fact.putObject("many");
        for (int i = 0; i < members; i++) {
            many.putArray("member" + i).add(i).add(true);
        }
        ObjectNode stampsFirst = Facts.object("{}");
        List.of("epoch", "xid").forEach(name -> stampsFirst.set(name, fact.get(name)));
        fact.fieldNames().forEachRemaining(name -> stampsFirst.set(name, fact.get(name)));

        // When
        LogEvent before = accepted(Feed.FACTS, GOOD.withValue(fact.toString()));
        LogEvent after = accepted(Feed.FACTS, GOOD.withValue(spaced(stampsFirst)));

        // Then
        Placement place = new Placement(before.at(), Chain.FIRST, Chain.FIRST);
        assertThat(spaced(stampsFirst)).contains(": ").startsWith("{\"epoch\": ");
        assertThat(Leaf.line(after, place)).isEqualTo(Leaf.line(before, place));
    }

    /** As PostgreSQL writes what it keeps as jsonb. */
    private static String spaced(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(member -> TextNode.valueOf(member.getKey()) + ": " + spaced(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node.isArray()
                ? node.valueStream().map(RecordReaderTest::spaced).collect(Collectors.joining(", ", "[", "]"))
                : node.toString();
    }

    @Test
    void countsAMarker_whenAWatermarkComes() {
        // When
        Reading reading = reader.read(Records.on(Feed.CATALOGUE, Facts.watermark()));

        // Then
        assertThat(reading).isInstanceOf(Reading.Marker.class);
    }

    @Test
    void leavesOutWhatMayNameAPerson_whenACatalogueEntryIsLogged() {
        // Given
        ObjectNode body = Facts.object("{\"key\":\"kysely\",\"legalName\":\"Kysely Oy\",\"contact\":\"a@example.fi\","
                + "\"dpoContact\":\"veikko@example.fi\",\"address\":\"Katu 1\"}");

        // When
        LogEvent event = accepted(Feed.CATALOGUE, Facts.catalogue("controller", "kysely", 1, body, 1));
        String line =
                new String(Leaf.line(event, new Placement(event.at(), null, Chain.FIRST)), StandardCharsets.UTF_8);

        // Then
        assertThat(line).contains("Kysely Oy").doesNotContain("@").doesNotContain("Katu");
        assertThat(event.kind()).isEqualTo("catalogue.controller");
        assertThat(event.about().controller()).isEqualTo("kysely");
    }

    @Test
    void concernsEveryController_whenANoticeIsShared() {
        // Given
        ObjectNode body = Facts.object("{\"controllers\":[\"kysely\",\"client-a\"],\"texts\":{\"fi\":{\"title\":\"T\","
                + "\"body\":\"B\",\"sha256\":\"" + "cd".repeat(32) + "\"}}}");

        // When
        LogEvent event = accepted(Feed.CATALOGUE, Facts.catalogue("notice", "n-1", 1, body, 1));

        // Then
        assertThat(event.about().concerns()).containsExactly("client-a", "kysely");
        assertThat(event.about().controller()).isNull();
        assertThat(event.details().at("/body/texts/fi").fieldNames())
                .toIterable()
                .containsExactly("sha256");
    }

    @Test
    void takesWhateverHasATenant_whenADecisionEventComes() {
        // Given
        Facts.Message message = new Facts.Message(
                "k",
                GOOD.withHeader("ce_type", "fi.lupa.decision.minute.v1").headers(),
                "{\"tenant\":\"" + Facts.TENANT + "\",\"controller\":\"kysely\",\"counts\":{\"ALLOW\":3}}");

        // When
        LogEvent event = accepted(Feed.DECISIONS, message);

        // Then
        assertThat(event.kind()).isEqualTo("decision.minute");
        assertThat(event.details().at("/counts/ALLOW").asInt()).isEqualTo(3);
    }

    private LogEvent accepted(Feed feed, Facts.Message message) {
        Reading reading = reader.read(Records.on(feed, message));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted) reading).event();
    }

    private static Facts.Message fact(Consumer<ObjectNode> change) {
        ObjectNode value = Facts.object(GOOD.text());
        change.accept(value);
        return GOOD.withValue(value.toString());
    }
}
