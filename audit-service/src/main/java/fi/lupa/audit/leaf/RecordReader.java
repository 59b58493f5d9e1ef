// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a record is: an event, a marker, or something to refuse. It never fails on content.
 *
 * <p>Every event comes out with at least one salted digest, and small enough for a leaf: details that are too long for one
 * are replaced by their hash.
 */
public final class RecordReader {

    private static final String WATERMARK = "watermark";
    private static final int LONGEST_VALUE = 1 << 20;
    private static final int ROOM_FOR_DETAILS = 12 * 1024;
    private static final int ROOM_FOR_DIGEST = 46;
    private static final int TENANT_LENGTH = 36;

    /** A notice's text of four bytes becomes the seventeen of a hash that is not there. */
    private static final int LONGER = 5;

    private static final Map<Feed, EventReader> READERS = Map.of(
            Feed.FACTS, new FactReader(), Feed.CATALOGUE, new CatalogueReader(), Feed.DECISIONS, new DecisionReader());

    private final RandomGenerator random;

    /** Takes the source of decoys; give a {@code SecureRandom} in production. */
    public RecordReader(RandomGenerator random) {
        this.random = random;
    }

    /** Returns what the record is. */
    public Reading read(IncomingRecord record) {
        byte[] value = record.value();
        try {
            if (value == null) {
                throw new Refused(Rejection.VALUE_MISSING);
            }
            Envelope envelope = Envelope.of(record);
            if (record.feed() == Feed.CATALOGUE && envelope.kind().equals(WATERMARK)) {
                return new Reading.Marker();
            }
            ObjectNode object = object(value);
            EventReader reader = Objects.requireNonNull(READERS.get(record.feed()));
            return new Reading.Accepted(fitted(reader.read(envelope, object), value));
        } catch (Refused e) {
            byte[] raw = value == null ? new byte[0] : value;
            return new Reading.Rejected(record.source(), e.reason(), claimedTenant(record), raw);
        }
    }

    private static ObjectNode object(byte[] value) {
        if (value.length > LONGEST_VALUE) {
            throw new Refused(Rejection.VALUE_TOO_LARGE);
        }
        if (CanonicalJson.read(value) instanceof ObjectNode object) {
            return object;
        }
        throw new Refused(Rejection.NOT_AN_OBJECT);
    }

    private LogEvent fitted(LogEvent event, byte[] value) {
        List<String> digests = event.digests().isEmpty() ? List.of(Digests.decoy(random)) : event.digests();
        int room = ROOM_FOR_DETAILS - ROOM_FOR_DIGEST * digests.size();
        return new LogEvent(
                event.tenant(),
                event.id(),
                event.kind(),
                event.at(),
                event.recordedAt(),
                event.about(),
                event.revision(),
                event.source(),
                fitting(event.details(), value, room),
                digests);
    }

    /** Details are never five times as long as the value they came in, so that most need not be written to know that they fit. */
    private static ObjectNode fitting(ObjectNode details, byte[] value, int room) {
        if (LONGER * value.length <= room && CanonicalJson.isPlain(value)) {
            return details;
        }
        byte[] written = CanonicalJson.write(details);
        return written.length <= room ? details : hashOf(written);
    }

    private static ObjectNode hashOf(byte[] details) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sha256", HexFormat.of().formatHex(Digests.sha256(details)));
    }

    /** The value's word stands before the key's; neither is trusted for more than choosing a log that exists. */
    private static @Nullable UUID claimedTenant(IncomingRecord record) {
        UUID named = tenantOfValue(record.value());
        String key = record.key();
        if (named == null && key != null && key.length() > TENANT_LENGTH && key.charAt(TENANT_LENGTH) == ':') {
            return Members.uuidOrNull(key.substring(0, TENANT_LENGTH));
        }
        return named;
    }

    private static @Nullable UUID tenantOfValue(byte @Nullable [] value) {
        if (value == null || value.length > LONGEST_VALUE) {
            return null;
        }
        try {
            JsonNode tenant = CanonicalJson.read(value).path("tenant");
            return Members.uuidOrNull(tenant.textValue());
        } catch (Refused e) {
            return null;
        }
    }
}
