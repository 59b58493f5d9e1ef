// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.preference.decision.domain.Arrangement;
import fi.lupa.preference.decision.domain.CalendarSpan;
import fi.lupa.preference.decision.domain.Cap;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ControllerEntry;
import fi.lupa.preference.decision.domain.Doubts;
import fi.lupa.preference.decision.domain.LegalBasis;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Partner;
import fi.lupa.preference.decision.domain.Policies;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.decision.domain.QuietHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the catalogue the decision tables stand on. */
final class WireCatalogue {

    private final JsonNode world;

    WireCatalogue(JsonNode world) {
        this.world = world;
    }

    CatalogueView of(String controller, boolean withController, JsonNode doubts) {
        return new CatalogueView(
                withController ? controller(controller) : null,
                Json.list(world.get("purposes"), node -> node).stream()
                        .filter(node -> node.get("controller").asText().equals(controller))
                        .map(this::purpose)
                        .collect(Collectors.toMap(Purpose::key, purpose -> purpose)),
                notices(),
                Json.list(world.get("arrangements"), this::arrangement),
                new Doubts(
                        doubts.path("everything").asBoolean(false),
                        doubts.path("mandates").asBoolean(false),
                        Json.words(doubts, "purposes"),
                        Json.words(doubts, "notices")),
                Map.of(
                        "partner-old",
                        new Partner(null, Instant.parse("2026-11-22T10:00:00Z")),
                        "partner-new",
                        new Partner(Instant.parse("2026-11-22T10:00:00Z"), null)));
    }

    List<Mandate> mandatesOf(String client) {
        return Json.list(
                world.get("mandates").path(client),
                node -> new Mandate(
                        node.get("controller").asText(),
                        Json.words(node, "purposes"),
                        Json.words(node, "channels"),
                        Json.words(node, "rights"),
                        Json.instant(node, "from", null),
                        Json.instant(node, "until", null)));
    }

    private ControllerEntry controller(String key) {
        JsonNode node = world.get("controllers").get(key);
        return new ControllerEntry(
                key,
                ZoneId.of(node.get("timeZone").asText()),
                ownClients(key),
                Json.list(
                        node.path("productGroups"),
                        group -> new ControllerEntry.ProductGroup(
                                group.get("key").asText(),
                                ControllerEntry.Kind.valueOf(group.get("kind").asText()),
                                Json.words(group, "similarTo"))),
                policies(node.path("policies")),
                Json.instant(node, "closesAt", null));
    }

    private Set<String> ownClients(String controller) {
        JsonNode own = world.get("ownClients");
        Iterable<String> clients = own::fieldNames;
        return StreamSupport.stream(clients.spliterator(), false)
                .filter(client -> Json.words(own, client).contains(controller))
                .collect(Collectors.toUnmodifiableSet());
    }

    static QuietHours quietHours(JsonNode quiet) {
        return new QuietHours(
                channels(quiet, "channels"),
                Json.words(quiet, "days").stream().map(DayOfWeek::valueOf).collect(Collectors.toUnmodifiableSet()),
                quiet.path("onHolidays").asBoolean(false),
                LocalTime.parse(quiet.get("from").asText()),
                LocalTime.parse(quiet.get("to").asText()));
    }

    private static Policies policies(JsonNode node) {
        return new Policies(
                Json.text(node, "minors", "EXCLUDE").equals("EXCLUDE"),
                Json.text(node, "confirmAtAge", "KEEP").equals("CONFIRM"),
                CalendarSpan.parse(Json.text(node, "confirmAtAgeGrace", "P90D")),
                CalendarSpan.parse(Json.text(node, "softOptInAfterEnd", "P24M")),
                new Policies.Lists(
                        CalendarSpan.parse(Json.text(node, "externalListMaxAge", "P30D")),
                        node.path("specificConsentBeatsIndustryList").asBoolean(false)),
                channels(node, "consentOnlyChannels"),
                Json.list(node.path("quietHours"), WireCatalogue::quietHours),
                Json.text(node, "holidays", null),
                Json.list(node.path("caps"), WireCatalogue::cap));
    }

    static Cap cap(JsonNode cap) {
        return new Cap(
                channels(cap, "channels"),
                cap.get("max").asInt(),
                CalendarSpan.parse(cap.get("per").asText()));
    }

    private static Set<Channel> channels(JsonNode node, String member) {
        return Json.words(node, member).stream().map(Channel::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private Purpose purpose(JsonNode node) {
        String validity = Json.text(node, "validity", null);
        return new Purpose(
                node.get("key").asText(),
                Category.valueOf(node.get("category").asText()),
                channels(node, "channels"),
                basis(node.path("basis")),
                node.has("lia"),
                Json.text(node, "legalDuty", null),
                validity == null ? null : CalendarSpan.parse(validity),
                node.has("minimumAge") ? node.get("minimumAge").asInt() : null,
                node.path("childDirected").asBoolean(false),
                Json.words(node, "topics"),
                node.path("ownOffersOnly").asBoolean(true),
                node.path("refusalInEveryMessage").asBoolean(true),
                Json.words(node, "flags").stream().map(Purpose.Flag::valueOf).collect(Collectors.toUnmodifiableSet()),
                node.path("retired").asBoolean(false));
    }

    private static Map<String, Set<LegalBasis>> basis(JsonNode node) {
        Map<String, Set<LegalBasis>> found = new TreeMap<>();
        node.fieldNames()
                .forEachRemaining(channel -> found.put(
                        channel,
                        Json.words(node, channel).stream()
                                .map(LegalBasis::valueOf)
                                .collect(Collectors.toUnmodifiableSet())));
        return found;
    }

    private Map<String, List<NoticeVersion>> notices() {
        Map<String, List<NoticeVersion>> found = new TreeMap<>();
        JsonNode notices = world.get("notices");
        notices.fieldNames().forEachRemaining(id -> {
            List<NoticeVersion> versions = new ArrayList<>();
            notices.get(id).forEach(node -> versions.add(version(node, versions.size() + 1)));
            found.put(id, versions);
        });
        return found;
    }

    private static NoticeVersion version(JsonNode node, int ordinal) {
        return new NoticeVersion(
                node.get("version").asText(),
                ordinal,
                Instant.parse(node.get("effectiveFrom").asText()),
                NoticeVersion.ChangeClass.valueOf(node.get("changeClass").asText()),
                Json.words(node, "affects"),
                NoticeVersion.OnMaterial.valueOf(Json.text(node, "onMaterial", "RECONSENT")),
                Json.words(node, "controllers"));
    }

    private Arrangement arrangement(JsonNode node) {
        return new Arrangement(
                Json.words(node, "controllers"),
                Json.words(node, "purposes"),
                Json.instant(node, "from", null),
                Json.instant(node, "until", null),
                Json.instant(node, "recordedAt", "2020-01-01T00:00:00.000Z"),
                Json.instant(node, "replacedAt", null));
    }
}
