// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.IdentifierType;
import fi.lupa.preference.decision.domain.MessageClass;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.SubjectState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One case of a decision table: facts, a question and what must come of it. */
record DecisionCase(String table, JsonNode node) {

    static final List<String> TABLES = List.of(
            "golden",
            "authority",
            "protection",
            "prohibitions",
            "special-and-sharing",
            "devices",
            "consent",
            "customers",
            "calls",
            "caps",
            "opt-out-and-preferences");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final WireCatalogue CATALOGUE = new WireCatalogue(read("world"));

    static Stream<DecisionCase> all() {
        return TABLES.stream().flatMap(table -> Json.list(read(table), node -> new DecisionCase(table, node)).stream());
    }

    static JsonNode yaml(String resource) {
        try (InputStream stream = DecisionCase.class.getResourceAsStream(resource)) {
            return YAML.readTree(Objects.requireNonNull(stream, resource));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode read(String table) {
        return yaml("/decision-tables/" + table + ".yaml");
    }

    JsonNode expected() {
        return node.get("expect");
    }

    @Nullable
    String notDecidedBy() {
        return Json.text(node, "not", null);
    }

    /** The row by which the rulebook before this one answered; none is given where it is the same. */
    String previousRow() {
        return Objects.requireNonNull(Json.text(node, "previously", decide().row()));
    }

    Decision decide() {
        return Rulebook.decideMostRestrictive(question(), asker(), states(), catalogue(), now());
    }

    Instant now() {
        return Instant.parse(Json.text(node, "now", "2026-11-22T10:00:00.000Z"));
    }

    CatalogueView catalogue() {
        return CATALOGUE.of(controller(), !node.path("catalogueLacksController").asBoolean(false), node.path("doubts"));
    }

    private JsonNode ask() {
        return node.get("ask");
    }

    private String controller() {
        return Json.text(ask(), "controller", "kysely");
    }

    Asker asker() {
        String client = Json.text(ask(), "client", "own-tool");
        Set<String> controllers =
                ask().has("tokenControllers") ? Json.words(ask(), "tokenControllers") : Set.of(controller());
        return new Asker(client, controllers, CATALOGUE.mandatesOf(client));
    }

    List<SubjectState> states() {
        WireFacts facts = new WireFacts(ask());
        if (node.has("states")) {
            return Json.list(node.get("states"), facts::state);
        }
        String state = Json.text(node, "state", "known");
        if (state.equals("unknown")) {
            return List.of();
        }
        List<SubjectState> organisations =
                Json.list(node.path("organisations"), organisation -> state(facts, organisation));
        return List.of(
                state.equals("unreadable")
                        ? SubjectState.unreadable()
                        : facts.state(node.path("given")).heeding(organisations));
    }

    private static SubjectState state(WireFacts facts, JsonNode given) {
        return given.isTextual() ? SubjectState.unreadable() : facts.state(given);
    }

    Question question() {
        JsonNode ask = ask();
        String channel = ask.has("channel") ? Json.text(ask, "channel", null) : "EMAIL";
        String messageClass = Json.text(ask, "messageClass", null);
        return new Question(
                controller(),
                Json.text(ask, "purpose", "newsletter"),
                channel == null ? null : Channel.valueOf(channel),
                IdentifierType.valueOf(Json.text(ask, "type", "EMAIL")),
                messageClass == null ? null : MessageClass.valueOf(messageClass),
                new Question.Uses(
                        ask.path("containsPromotion").asBoolean(false),
                        ask.path("automated").asBoolean(false),
                        ask.path("usesProfiling").asBoolean(false),
                        ask.path("usesSpecialCategory").asBoolean(false),
                        ask.path("usesTrafficData").asBoolean(false),
                        Set.of()),
                new Question.Content(
                        Json.text(ask, "offerOwner", null),
                        Json.text(ask, "productGroup", null),
                        Json.text(ask, "topic", null),
                        Json.text(ask, "disclosedTo", null),
                        Json.text(ask, "vendor", null),
                        ClaimDigest.of(Json.text(ask, "callbackClaim", null))),
                new Question.When(Json.instant(ask, "at", null), Json.instant(ask, "knownAt", null)));
    }

    @Override
    public String toString() {
        return table + ": " + node.get("case").asText();
    }
}
