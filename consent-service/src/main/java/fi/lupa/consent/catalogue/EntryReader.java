// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads from stored bodies what captures need of them. */
final class EntryReader {

    private EntryReader() {}

    static Controller controller(CatalogueEntry entry) {
        ObjectNode body = entry.body();
        return new Controller(
                entry.id(),
                entry.ordinal(),
                body.path("legalName").asText(entry.id()),
                UUID.fromString(body.path("identityDomain").textValue()),
                body.path("defaultRegion").textValue(),
                body.path("timeZone").textValue(),
                body.path("policies").path("withdrawalNeedsControl").booleanValue(),
                set(body.path("ownClients"), Function.identity()),
                LeavingControllers.closesAt(body));
    }

    static ControllerContact contact(CatalogueEntry entry) {
        ObjectNode body = entry.body();
        return new ControllerContact(
                entry.id(),
                body.path("legalName").asText(entry.id()),
                body.path("address").textValue(),
                body.path("contact").textValue(),
                body.path("dpoContact").textValue());
    }

    static Purpose purpose(CatalogueEntry entry) {
        ObjectNode body = entry.body();
        Map<String, List<LegalBasis>> basis = new HashMap<>();
        body.path("basis")
                .properties()
                .forEach(member -> basis.put(
                        member.getKey(),
                        texts(member.getValue()).map(LegalBasis::valueOf).toList()));
        String validity = body.path("validity").textValue();
        return new Purpose(
                body.path("controller").textValue(),
                body.path("key").textValue(),
                entry.ordinal(),
                Category.valueOf(body.path("category").textValue()),
                texts(body.path("channels")).map(Channel::valueOf).toList(),
                basis,
                body.path("doubleOptIn").booleanValue(),
                new LifeTime(body.path("confirmWithin").textValue()),
                validity == null ? null : new LifeTime(validity),
                set(body.path("topics"), Function.identity()),
                set(body.path("flags"), Function.identity()),
                titles(body),
                body.path("retired").booleanValue(),
                body.path("reminders").intValue());
    }

    static NoticeVersion notice(CatalogueEntry entry) {
        ObjectNode body = entry.body();
        Map<String, String> digests = new HashMap<>();
        body.path("texts")
                .properties()
                .forEach(text -> digests.put(
                        text.getKey(), text.getValue().path("sha256").textValue()));
        return new NoticeVersion(
                entry.id(),
                entry.version(),
                entry.ordinal(),
                Timestamps.parse(body.path("effectiveFrom").textValue()),
                ChangeClass.valueOf(body.path("changeClass").textValue()),
                set(body.path("controllers"), Function.identity()),
                set(body.path("affects"), Function.identity()),
                digests);
    }

    static NoticeText noticeText(CatalogueEntry entry) {
        Map<String, NoticeText.Text> texts = new HashMap<>();
        entry.body()
                .path("texts")
                .properties()
                .forEach(text -> texts.put(
                        text.getKey(),
                        new NoticeText.Text(
                                text.getValue().path("title").asText(),
                                text.getValue().path("body").asText(),
                                text.getValue().path("controlLabel").asText())));
        return new NoticeText(notice(entry), texts);
    }

    static Mandate mandate(CatalogueEntry entry) {
        ObjectNode body = entry.body();
        return new Mandate(
                entry.id(),
                body.path("processor").textValue(),
                body.path("controller").textValue(),
                set(body.path("purposes"), Function.identity()),
                set(body.path("channels"), Function.identity()),
                set(body.path("rights"), MandateRight::valueOf),
                Timestamps.parse(body.path("from").textValue()),
                until(body));
    }

    static Arrangement arrangement(CatalogueEntry entry) {
        ObjectNode body = entry.body();
        return new Arrangement(
                entry.id(),
                set(body.path("controllers"), Function.identity()),
                set(body.path("purposes"), Function.identity()),
                Timestamps.parse(body.path("from").textValue()),
                until(body));
    }

    static Partner partner(CatalogueEntry entry) {
        return new Partner(entry.id(), set(entry.body().path("clients"), Function.identity()));
    }

    private static Map<String, String> titles(ObjectNode body) {
        Map<String, String> titles = new HashMap<>();
        body.path("title")
                .properties()
                .forEach(title -> titles.put(title.getKey(), title.getValue().asText()));
        return titles;
    }

    private static @Nullable Instant until(ObjectNode body) {
        String text = body.path("until").textValue();
        return text == null ? null : Timestamps.parse(text);
    }

    private static <T> Set<T> set(JsonNode array, Function<String, T> reading) {
        return texts(array).map(reading).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue);
    }
}
