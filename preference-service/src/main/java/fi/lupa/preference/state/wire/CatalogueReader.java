// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.decision.domain.Arrangement;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Partner;
import fi.lupa.preference.state.domain.Position;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads the value of a catalogue record. */
final class CatalogueReader {

    private static final Map<CatalogueKind, ItemReader> READERS = readers();

    private CatalogueReader() {}

    static FeedRecord read(Origin origin, String key, ObjectNode json) {
        Members entry = new Members(json);
        Optional<CatalogueKind> kind = CatalogueKind.ofWireName(entry.text("kind"));
        if (kind.isEmpty()) {
            return new FeedRecord.Ignored(origin);
        }
        CatalogueEntry read = entry(kind.get(), entry, json);
        String named = String.join(
                ":",
                read.key().tenant().value().toString(),
                kind.get().wireName(),
                read.key().id(),
                read.version());
        if (!named.equals(key)) {
            Optional<TenantId> keyed = SubjectKey.tenantOf(key);
            throw new UnreadableException(
                    RejectionReason.KEY_DIFFERS_FROM_VALUE,
                    CatalogueDoubt.ofKeyAndValue(keyed, read.key().tenant()));
        }
        return new FeedRecord.Catalogue(origin, read);
    }

    static CatalogueEntry entry(JsonNode json) {
        Members entry = new Members(json);
        CatalogueKind kind = CatalogueKind.ofWireName(entry.text("kind")).orElseThrow(Members::broken);
        return entry(kind, entry, json);
    }

    private static CatalogueEntry entry(CatalogueKind kind, Members entry, JsonNode json) {
        if (!(json.path("body") instanceof ObjectNode body)) {
            throw Members.broken();
        }
        CatalogueEntry.Key key = new CatalogueEntry.Key(
                new TenantId(Members.parsed(entry.text("tenant"), UUID::fromString)),
                kind,
                entry.text("id"),
                entry.integer("ordinal"));
        CatalogueEntry.Written written = new CatalogueEntry.Written(
                new Position(entry.integer("epoch"), entry.xid()), entry.instant("recordedAt"));
        CatalogueItem item = Objects.requireNonNull(READERS.get(kind)).read(key, written, new Members(body));
        return new CatalogueEntry(key, entry.text("version"), written, item, body);
    }

    private static CatalogueItem notice(CatalogueEntry.Key key, CatalogueEntry.Written written, Members body) {
        Instant effectiveFrom = body.momentOrNull("effectiveFrom");
        return new CatalogueItem.Notice(new NoticeVersion(
                body.text("version"),
                key.ordinal(),
                effectiveFrom == null ? written.recordedAt() : effectiveFrom,
                Words.orElse(
                        NoticeVersion.ChangeClass.class,
                        body.textOrNull("changeClass"),
                        NoticeVersion.ChangeClass.MATERIAL),
                body.texts("affects"),
                Words.orElse(
                        NoticeVersion.OnMaterial.class,
                        body.textOrNull("onMaterial"),
                        NoticeVersion.OnMaterial.RECONSENT),
                body.texts("controllers")));
    }

    private static CatalogueItem mandate(Members body) {
        return new CatalogueItem.MandateOf(
                body.text("processor"),
                new Mandate(
                        body.text("controller"),
                        body.texts("purposes"),
                        body.texts("channels"),
                        body.texts("rights"),
                        body.momentOrNull("from"),
                        body.momentOrNull("until")));
    }

    private static CatalogueItem arrangement(CatalogueEntry.Written written, Members body) {
        return new CatalogueItem.JointUse(new Arrangement(
                body.texts("controllers"),
                body.texts("purposes"),
                body.momentOrNull("from"),
                body.momentOrNull("until"),
                written.recordedAt(),
                null));
    }

    private static Map<CatalogueKind, ItemReader> readers() {
        Map<CatalogueKind, ItemReader> readers = new EnumMap<>(CatalogueKind.class);
        readers.put(CatalogueKind.CONTROLLER, (key, written, body) -> ControllerReader.controller(key.id(), body));
        readers.put(CatalogueKind.PURPOSE, (key, written, body) -> PurposeReader.purpose(key.id(), body));
        readers.put(CatalogueKind.NOTICE, CatalogueReader::notice);
        readers.put(CatalogueKind.MANDATE, (key, written, body) -> mandate(body));
        readers.put(CatalogueKind.GROUP, (key, written, body) -> new CatalogueItem.Other());
        readers.put(CatalogueKind.ARRANGEMENT, (key, written, body) -> arrangement(written, body));
        readers.put(
                CatalogueKind.PARTNER,
                (key, written, body) -> new CatalogueItem.PartnerOf(
                        key.id(), new Partner(body.momentOrNull("from"), body.momentOrNull("until"))));
        return readers;
    }

    /** Reads the body of one kind of entry. */
    private interface ItemReader {

        CatalogueItem read(CatalogueEntry.Key key, CatalogueEntry.Written written, Members body);
    }
}
