// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.preference.decision.domain.CallbackRequest;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Pending;
import fi.lupa.preference.decision.domain.Permission;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Restriction;
import fi.lupa.preference.decision.domain.RightsRequest;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Undemonstrable;
import fi.lupa.preference.decision.domain.Wish;
import fi.lupa.preference.decision.domain.Wishes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a decision table; what a table leaves out is what the asked question makes natural. */
final class WireFacts {

    private static final String GIVEN_AT = "2026-10-01T09:00:00.000Z";
    private static final String SAID_NO_AT = "2026-11-01T09:00:00.000Z";

    private final JsonNode ask;

    WireFacts(JsonNode ask) {
        this.ask = ask;
    }

    SubjectState state(JsonNode given) {
        Set<Integer> asked =
                Set.copyOf(given.has("asked") ? Json.list(given.get("asked"), JsonNode::asInt) : List.of(1));
        return new SubjectState(
                SubjectState.Status.valueOf(Json.text(given, "status", "LIVE")),
                7,
                asked,
                Json.list(given.path("choices"), this::choice),
                Json.list(given.path("objections"), this::objection),
                Json.list(given.path("contacts"), this::contact),
                Json.list(given.path("relationships"), this::relationship),
                Json.list(
                        given.path("restrictions"),
                        said -> new Restriction(
                                controller(said),
                                Restriction.Scope.valueOf(said.get("scope").asText()),
                                Json.instant(said, "from", null),
                                Json.instant(said, "until", null))),
                Json.list(
                        given.path("rightsRequests"),
                        said -> new RightsRequest(
                                controller(said),
                                said.get("stopsContact").asBoolean(),
                                said.get("completed").asBoolean())),
                lists(given.path("lists")),
                new Wishes(
                        Json.list(given.path("preferences"), this::wish),
                        Json.list(given.path("callbacks"), this::callback)),
                new Sendings(!given.path("sentUnknown").asBoolean(false), Json.list(given.path("sent"), this::sent)));
    }

    private Sendings.Day sent(JsonNode said) {
        return new Sendings.Day(
                controller(said),
                Channel.valueOf(Json.text(said, "channel", "EMAIL")),
                LocalDate.parse(said.get("day").asText()),
                said.path("sent").asInt(1));
    }

    /** Registers are fresh where a table says nothing else. */
    static Suppressions lists(JsonNode given) {
        Set<String> on = Json.words(given, "on");
        String asOf = given.path("asOf").isNull() ? null : Json.text(given, "asOf", "2026-11-15");
        LocalDate day = asOf == null ? null : LocalDate.parse(asOf);
        return new Suppressions(
                on.contains("erased"),
                on.contains("own"),
                new Suppressions.Register(on.contains("phone"), day),
                new Suppressions.Register(on.contains("postal"), day));
    }

    private Wish wish(JsonNode said) {
        return new Wish(
                controller(said),
                Json.instant(said, "pausedUntil", null),
                Json.words(said, "topicsOff"),
                onlyChannels(said),
                Json.list(said.path("quietHours"), WireCatalogue::quietHours),
                Json.list(said.path("caps"), WireCatalogue::cap));
    }

    private static Set<Channel> onlyChannels(JsonNode said) {
        Set<Channel> only = EnumSet.noneOf(Channel.class);
        Json.words(said, "onlyChannels").forEach(word -> only.add(Channel.valueOf(word)));
        if (said.has("onlyChannel")) {
            only.add(Channel.valueOf(said.get("onlyChannel").asText()));
        }
        return only;
    }

    /** Asked for this morning, open for two weeks, with one claim that holds for two hours. */
    private CallbackRequest callback(JsonNode said) {
        List<CallbackRequest.Claim> claims = Json.list(
                said.path("claims"),
                claim -> new CallbackRequest.Claim(
                        Objects.requireNonNull(ClaimDigest.of(claim.get("text").asText())),
                        Json.instant(claim, "expiresAt", "2026-11-23T12:00:00.000Z")));
        return new CallbackRequest(
                controller(said),
                Json.words(said, "productGroups"),
                Json.instant(said, "requestedAt", "2026-11-22T07:00:00.000Z"),
                Json.instant(said, "expiresAt", "2026-12-06T07:00:00.000Z"),
                1,
                said.path("used").asInt(0),
                claims,
                Json.instant(said, "revokedAt", null));
    }

    private String controller(JsonNode said) {
        return Json.text(said, "controller", Json.text(ask, "controller", "kysely"));
    }

    private ChoiceCell choice(JsonNode cell) {
        return new ChoiceCell(
                controller(cell),
                Json.text(cell, "purpose", Json.text(ask, "purpose", "newsletter")),
                channel(cell),
                cell.has("identifier") && cell.get("identifier").isNull()
                        ? null
                        : cell.path("identifier").asInt(1),
                cell.has("permission") ? permission(cell.get("permission")) : null,
                cell.has("prohibition") ? prohibition(cell.get("prohibition")) : null,
                cell.has("pending")
                        ? new Pending(
                                "q1", Instant.parse(GIVEN_AT), Json.instant(cell.get("pending"), "expiresAt", null))
                        : null,
                cell.has("undemonstrable") ? undemonstrable(cell.get("undemonstrable")) : null,
                Json.instant(cell, "askedAt", null));
    }

    private static Undemonstrable undemonstrable(JsonNode said) {
        Instant at = Instant.parse(SAID_NO_AT);
        return new Undemonstrable("u1", Json.text(said, "method", ""), Json.text(said, "defect", null), at, at);
    }

    private @Nullable Channel channel(JsonNode cell) {
        String name = cell.has("channel") ? Json.text(cell, "channel", null) : askedChannel();
        return name == null ? null : Channel.valueOf(name);
    }

    private @Nullable String askedChannel() {
        return ask.has("channel") ? Json.text(ask, "channel", null) : "EMAIL";
    }

    private Permission permission(JsonNode given) {
        Instant at = Json.instant(given, "at", GIVEN_AT);
        Instant recordedAt = Json.instant(given, "recordedAt", at.toString());
        JsonNode notice = given.path("notice");
        return new Permission(
                Json.text(given, "recordId", "r1"),
                Json.text(given, "method", "WEB_CHECKBOX"),
                Json.text(given, "actor", "SUBJECT"),
                at,
                recordedAt,
                at.isBefore(recordedAt) ? at : recordedAt,
                notice.isNull()
                        ? null
                        : new Permission.Notice(
                                Json.text(notice, "id", "newsletter-notice"), Json.text(notice, "version", "1.0")),
                Json.words(given, "topics"),
                Json.words(given, "offerOwners"),
                Json.words(given, "disclosedTo"),
                given.path("explicit").asBoolean(false),
                Json.words(given, "lifts"),
                Json.instant(given, "expiredAt", null));
    }

    private Prohibition prohibition(JsonNode said) {
        return new Prohibition(
                Prohibition.Kind.valueOf(said.get("kind").asText()),
                Json.text(said, "recordId", "p1"),
                Json.instant(said, "at", SAID_NO_AT),
                Json.instant(
                        said, "recordedAt", Json.instant(said, "at", SAID_NO_AT).toString()),
                Json.instant(said, "doNotAskBefore", null),
                Json.text(said, "method", null));
    }

    private Objection objection(JsonNode said) {
        String channel = Json.text(said, "channel", null);
        return new Objection(
                Json.text(said, "id", "o1"),
                controller(said),
                Objection.Scope.valueOf(said.get("scope").asText()),
                channel == null ? null : Channel.valueOf(channel),
                Json.text(said, "purpose", null),
                Json.text(said, "topic", null),
                Json.instant(said, "at", SAID_NO_AT),
                Json.instant(said, "at", SAID_NO_AT),
                Json.instant(said, "liftedAt", null));
    }

    private Contact contact(JsonNode said) {
        JsonNode source = said.get("source");
        String next = Json.text(said, "nextBandOn", null);
        String zone = Json.text(said, "timeZone", null);
        return new Contact(
                controller(said),
                Contact.Kind.valueOf(Json.text(said, "kind", "CONSUMER")),
                Contact.AgeBand.valueOf(Json.text(said, "ageBand", "UNKNOWN")),
                next == null ? null : LocalDate.parse(next),
                source == null
                        ? null
                        : new Contact.Source(
                                source.get("kind").asText(),
                                Json.text(source, "obtainedAt", null),
                                source.path("disclosureBan").asBoolean(false)),
                Json.words(said, "workProductGroups"),
                zone == null ? null : ZoneId.of(zone));
    }

    private Relationship relationship(JsonNode said) {
        String until = Json.text(said, "until", null);
        JsonNode mobile = said.get("mobile");
        return new Relationship(
                controller(said),
                Json.text(said, "type", "CUSTOMER"),
                LocalDate.parse(said.get("since").asText()),
                until == null ? null : LocalDate.parse(until),
                Json.words(said, "productGroups"),
                said.has("sale") ? sale(said.get("sale")) : null,
                mobile == null
                        ? null
                        : new Relationship.Mobile(
                                mobile.get("ownCustomer").asBoolean(), mobile.has("portingRequestedAt")));
    }

    private static Relationship.ContactDetail sale(JsonNode said) {
        return new Relationship.ContactDetail(
                said.path("obtainedInSale").asBoolean(true),
                said.path("refusalOffered").asBoolean(true),
                Json.instant(said, "at", "2024-05-01T10:00:00.000Z"));
    }
}
