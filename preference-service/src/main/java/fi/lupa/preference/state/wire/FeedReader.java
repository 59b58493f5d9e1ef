// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Watermark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one record of one of the topics. Never throws for what a record says. Thread-safe. */
public final class FeedReader {

    private static final String MARK_KEY = "~watermark";
    private static final byte[] NOTHING = new byte[0];
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .configure(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION, false);

    private FeedReader() {}

    /**
     * A record as it came.
     *
     * @param type the header {@code ce_type}, if there was one
     */
    @SuppressWarnings("ArrayRecordComponent") // On its way from the consumer to the reader; never compared.
    public record Raw(Origin origin, byte @Nullable [] key, byte @Nullable [] value, Optional<String> type) {}

    /** Returns what the record turned out to be. */
    public static FeedRecord read(Raw raw) {
        Optional<String> key = raw.key() == null ? Optional.empty() : utf8(raw.key());
        try {
            return read(raw, key.orElseThrow(() -> new UnreadableException(RejectionReason.KEY_NOT_READABLE)));
        } catch (UnreadableException e) {
            return rejected(raw, key, e);
        }
    }

    private static FeedRecord rejected(Raw raw, Optional<String> key, UnreadableException failure) {
        Feed feed = raw.origin().part().feed();
        Optional<CatalogueDoubt> doubt =
                feed == Feed.CATALOGUE ? failure.doubt().or(() -> CatalogueDoubt.ofKey(key)) : Optional.empty();
        Optional<TenantId> tenant = doubt.isPresent() ? doubt.get().tenant() : key.flatMap(SubjectKey::tenantOf);
        Optional<SuppressionRecord.Place> block =
                feed == Feed.SUPPRESSIONS ? key.flatMap(SuppressionRecord.Place::ofKey) : Optional.empty();
        Optional<SubjectKey> subject =
                feed == Feed.STATES || feed == Feed.CONTACTS ? key.flatMap(SubjectKey::parse) : Optional.empty();
        byte[] value = raw.value() == null ? NOTHING : raw.value();
        return new FeedRecord.Rejected(
                raw.origin(), Rejection.of(tenant, failure.reason(), value), subject, doubt, block);
    }

    /** Reads the value of a state that was kept; throws IllegalStateException if it cannot be read any more. */
    public static HeldState kept(String json) {
        try {
            return StateReader.read(JSON.readTree(json));
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException("A kept state cannot be read.");
        }
    }

    /** Reads a catalogue entry that was kept; throws IllegalStateException if it cannot be read any more. */
    public static CatalogueEntry keptEntry(String json) {
        try {
            return CatalogueReader.entry(JSON.readTree(json));
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException("A kept catalogue entry cannot be read.");
        }
    }

    /** Reads a part of a suppression list that was kept; throws IllegalStateException if it cannot be read any more. */
    public static SuppressionRecord keptSuppression(String json) {
        try {
            return SuppressionReader.read(JSON.readTree(json));
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException("A kept suppression cannot be read.");
        }
    }

    /** Reads counts that were kept; throws IllegalStateException if they cannot be read any more. */
    public static ContactCount keptCount(String json) {
        try {
            return CountReader.read(JSON.readTree(json));
        } catch (IOException | UnreadableException e) {
            throw new IllegalStateException("A kept count cannot be read.");
        }
    }

    private static FeedRecord read(Raw raw, String key) {
        if (isOfLaterContract(raw, key)) {
            return new FeedRecord.Ignored(raw.origin());
        }
        ObjectNode json = json(raw.value());
        if (key.equals(MARK_KEY)) {
            return new FeedRecord.Mark(raw.origin(), mark(json));
        }
        return switch (raw.origin().part().feed()) {
            case STATES -> state(raw, key, json);
            case CATALOGUE -> CatalogueReader.read(raw.origin(), key, json);
            case SUPPRESSIONS -> suppression(raw, key, json);
            case CONTACTS -> counted(raw, key, json);
        };
    }

    private static boolean isOfLaterContract(Raw raw, String key) {
        String expected = key.equals(MARK_KEY)
                ? "fi.lupa.watermark.v1"
                : switch (raw.origin().part().feed()) {
                    case STATES -> "fi.lupa.permission-state.v1";
                    case CATALOGUE -> "fi.lupa.catalogue.";
                    case SUPPRESSIONS -> "fi.lupa.suppression-";
                    case CONTACTS -> "fi.lupa.contact-count.v1";
                };
        return raw.type()
                .filter(type -> type.startsWith("fi.lupa.") && !type.startsWith(expected))
                .isPresent();
    }

    private static FeedRecord state(Raw raw, String key, ObjectNode json) {
        HeldState state = StateReader.read(json);
        beOf(key, state.key());
        return new FeedRecord.State(raw.origin(), state, StateReader.withoutKeys(json));
    }

    private static FeedRecord counted(Raw raw, String key, ObjectNode json) {
        ContactCount count = CountReader.read(json);
        beOf(key, count.key());
        return new FeedRecord.Counted(raw.origin(), count, json);
    }

    private static void beOf(String key, SubjectKey subject) {
        Optional<SubjectKey> named = SubjectKey.parse(key);
        if (!named.equals(Optional.of(subject))) {
            throw new UnreadableException(
                    named.isPresent() ? RejectionReason.KEY_DIFFERS_FROM_VALUE : RejectionReason.KEY_NOT_READABLE);
        }
    }

    private static FeedRecord suppression(Raw raw, String key, ObjectNode json) {
        SuppressionRecord read = SuppressionReader.read(json);
        if (!read.place().key().equals(key)) {
            throw new UnreadableException(RejectionReason.KEY_DIFFERS_FROM_VALUE);
        }
        return new FeedRecord.Suppression(raw.origin(), read, json);
    }

    private static Watermark mark(ObjectNode json) {
        Members mark = new Members(json);
        return new Watermark(new Position(mark.integer("epoch"), mark.xid()), mark.instant("completeTo"));
    }

    private static ObjectNode json(byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableException(RejectionReason.VALUE_MISSING);
        }
        try {
            JsonNode json = JSON.readTree(utf8(value).orElse(""));
            if (json instanceof ObjectNode object && !hasNul(value)) {
                return object;
            }
        } catch (IOException e) {
            throw new UnreadableException(RejectionReason.NOT_JSON);
        }
        throw new UnreadableException(RejectionReason.NOT_JSON);
    }

    /** PostgreSQL keeps no NUL in JSON; an escaped one is six characters that nothing of ours ever writes. */
    private static boolean hasNul(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).contains("\\u0000");
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
