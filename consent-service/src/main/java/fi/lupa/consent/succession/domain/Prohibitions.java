// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.succession.domain;

import fi.lupa.consent.permission.domain.Category;
import fi.lupa.consent.permission.domain.Cell;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Prohibition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what moves to a successor. */
public final class Prohibitions {

    /** What stops a purpose that the successor has not: the narrowest objection that reaches all of its category; others stay with their key. */
    private static final Map<Category, ObjectionScope> WIDER = new EnumMap<>(Map.of(
            Category.DIRECT_MARKETING, ObjectionScope.ALL_MARKETING,
            Category.AD_AUDIENCE, ObjectionScope.ALL_MARKETING,
            Category.DISCLOSURE, ObjectionScope.ALL_MARKETING,
            Category.PROFILING, ObjectionScope.PROFILING,
            Category.AI_PROCESSING, ObjectionScope.PROFILING,
            Category.SURVEY, ObjectionScope.SURVEYS));

    private Prohibitions() {}

    /**
     * Returns what the person has prohibited the controller, as it holds at the successor. A withdrawal or refusal moves even where a yes has
     * followed it: that yes names the controller and stays there, so the no is the last word that the successor may heed.
     */
    public static List<Moved> of(PermissionState state, String controller, Function<String, Counterpart> counterparts) {
        Stream<Moved> objections = state.objections().stream()
                .filter(objection -> objection.controller().equals(controller) && objection.liftedAt() == null)
                .map(objection -> moved(objection, counterparts));
        Stream<Moved> cells = state.choices().stream()
                .filter(cell -> cell.controller().equals(controller))
                .flatMap(cell -> moved(cell, counterparts).stream());
        return Stream.concat(objections, cells).toList();
    }

    private static Moved moved(Objection objection, Function<String, Counterpart> counterparts) {
        String purpose = objection.purpose();
        if (purpose == null || counterparts.apply(purpose).same()) {
            return new Moved(
                    objection.id(), objection.at(), objection.scope(), objection.channel(), purpose, objection.topic());
        }
        return wider(
                objection.id(), objection.at(), counterparts.apply(purpose).category(), purpose, objection.channel());
    }

    private static List<Moved> moved(Cell cell, Function<String, Counterpart> counterparts) {
        Prohibition prohibition = cell.prohibition();
        if (prohibition == null) {
            return List.of();
        }
        Counterpart counterpart = counterparts.apply(cell.purpose());
        UUID source = prohibition.recordId();
        return List.of(
                counterpart.same()
                        ? new Moved(
                                source, prohibition.at(), ObjectionScope.PURPOSE, cell.channel(), cell.purpose(), null)
                        : wider(source, prohibition.at(), counterpart.category(), cell.purpose(), cell.channel()));
    }

    private static Moved wider(
            UUID source, Instant at, @Nullable Category category, String purpose, @Nullable Channel channel) {
        ObjectionScope scope =
                category == null ? ObjectionScope.ALL_MARKETING : WIDER.getOrDefault(category, ObjectionScope.PURPOSE);
        if (scope == ObjectionScope.PURPOSE) {
            return new Moved(source, at, scope, channel, purpose, null);
        }
        boolean byChannel = category == Category.DIRECT_MARKETING && channel != null;
        return byChannel
                ? new Moved(source, at, ObjectionScope.CHANNEL, channel, null, null)
                : new Moved(source, at, scope, null, null, null);
    }
}
