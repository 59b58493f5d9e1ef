// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import fi.lupa.platform.id.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the members of one JSON object tolerantly: unknown members are not looked at, absent and null are one. */
final class Members {

    private static final int ISO_DATE_LENGTH = 10;

    private final JsonNode node;

    Members(JsonNode node) {
        if (!node.isObject()) {
            throw broken();
        }
        this.node = node;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(Members::broken);
    }

    @Nullable
    String textOrNull(String name) {
        return optionalText(name).orElse(null);
    }

    Optional<String> optionalText(String name) {
        return value(name).map(value -> {
            if (!value.isTextual()) {
                throw broken();
            }
            return value.textValue();
        });
    }

    int integer(String name) {
        JsonNode value = value(name).orElseThrow(Members::broken);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw broken();
        }
        return value.intValue();
    }

    @Nullable
    Integer integerOrNull(String name) {
        return value(name).isPresent() ? integer(name) : null;
    }

    boolean flag(String name, boolean absent) {
        return value(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw broken();
                    }
                    return value.booleanValue();
                })
                .orElse(absent);
    }

    /** Reads a transaction id: a number as text, because it does not fit a JSON number everywhere. */
    long xid() {
        return parsed(text("xid"), Long::parseLong);
    }

    Instant instant(String name) {
        return parsed(text(name), Timestamps::parse);
    }

    @Nullable
    Instant instantOrNull(String name) {
        return optionalText(name).map(text -> parsed(text, Timestamps::parse)).orElse(null);
    }

    /** Reads a time, or a date as its first moment in UTC. */
    @Nullable
    Instant momentOrNull(String name) {
        return optionalText(name)
                .map(text -> text.length() == ISO_DATE_LENGTH
                        ? parsed(text, LocalDate::parse)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                        : parsed(text, Timestamps::parse))
                .orElse(null);
    }

    @Nullable
    LocalDate dateOrNull(String name) {
        return optionalText(name).map(text -> parsed(text, LocalDate::parse)).orElse(null);
    }

    /** Reads a time zone; one that is not known here is as good as none. */
    @Nullable
    ZoneId zoneOrNull(String name) {
        return optionalText(name)
                .map(text -> ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null)
                .orElse(null);
    }

    Set<String> texts(String name) {
        Set<String> texts = new HashSet<>();
        for (JsonNode element : elements(name)) {
            if (!element.isTextual()) {
                throw broken();
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    <T> List<T> list(String name, Function<Members, T> reader) {
        List<T> list = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            list.add(reader.apply(new Members(element)));
        }
        return list;
    }

    <T> @Nullable T objectOrNull(String name, Function<Members, T> reader) {
        return value(name).map(value -> reader.apply(new Members(value))).orElse(null);
    }

    Optional<Members> object(String name) {
        return value(name).map(Members::new);
    }

    Set<String> names() {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static <S, T> T parsed(S text, Function<S, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw broken();
        }
    }

    static UnreadableException broken() {
        return new UnreadableException(RejectionReason.SHAPE_NOT_READABLE);
    }

    private Iterable<JsonNode> elements(String name) {
        JsonNode value = value(name).orElse(MissingNode.getInstance());
        if (!value.isMissingNode() && !value.isArray()) {
            throw broken();
        }
        return value;
    }

    private Optional<JsonNode> value(String name) {
        return Optional.of(node.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }
}
