// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static fi.lupa.consent.permission.domain.Facts.DOUBLE_OPT_IN;
import static fi.lupa.consent.permission.domain.Facts.NOON;
import static fi.lupa.consent.permission.domain.Facts.PLAIN;
import static fi.lupa.consent.permission.domain.Facts.UPDATES;
import static fi.lupa.consent.permission.domain.Facts.act;
import static fi.lupa.consent.permission.domain.Facts.fold;
import static fi.lupa.consent.permission.domain.Facts.given;
import static fi.lupa.consent.permission.domain.Facts.objected;
import static fi.lupa.consent.permission.domain.Facts.prohibited;
import static fi.lupa.consent.permission.domain.Facts.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Walks every situation of a cell × every kind of act × purposes with and without double opt-in. */
class TransitionTableTest {

    private static final Instant EARLIER = NOON.minus(Duration.ofHours(2));
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(10));

    @Test
    void doesWhatTheTableSays_whenAnyActMeetsAnySituation() throws Exception {
        // Given
        String table;
        try (var stream = Objects.requireNonNull(getClass().getResourceAsStream("/permission/transitions.txt"))) {
            table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }

        // When
        String walked = walk();

        // Then
        assertThat(walked).isEqualTo(table);
    }

    private static String walk() {
        List<String> rows = new ArrayList<>();
        rows.add("situation | act | plain purpose | stands | double opt-in | stands");
        situations().forEach((situation, facts) -> acts().forEach((name, make) -> {
            String plain = outcome(fold(facts), make.apply(PLAIN, NOON));
            String confirmed = outcome(fold(facts), make.apply(DOUBLE_OPT_IN, NOON));
            rows.add(situation + " | " + name + " | " + plain + " | " + confirmed);
        }));
        return String.join("\n", rows) + "\n";
    }

    private static String outcome(PermissionState before, PermissionFact fact) {
        Folding folding = fact.foldInto(before, Facts.catalogue());
        Effect effect = Objects.requireNonNull(folding.effect());
        Cell cell = folding.state().cell(UPDATES, 1);
        String because = effect.because() == null ? "" : " " + effect.because();
        return effect.state() + because + " | " + stands(folding.state(), cell);
    }

    private static String stands(PermissionState state, Cell cell) {
        if (cell.permission() != null) {
            return Facts.allows(state, UPDATES, 1, PLAIN) ? "yes" : "no: objection";
        }
        String open = state.against(UPDATES, PLAIN, List.of()).isEmpty() ? "" : " objection";
        String no = cell.prohibition() == null
                ? "nothing"
                : "no: " + cell.prohibition().kind();
        return no + open + (cell.pending() == null ? "" : " +pending");
    }

    private static Map<String, List<PermissionFact>> situations() {
        PermissionFact yes =
                given(PLAIN, act(CaptureMethod.WEB_CHECKBOX, EARLIER.minusSeconds(60), EARLIER.minusSeconds(60)));
        PermissionFact no = withdrawn(EARLIER, EARLIER);
        Instant after = EARLIER.plusSeconds(60);
        Map<String, List<PermissionFact>> all = new LinkedHashMap<>();
        all.put("empty", List.of());
        all.put("pending", List.of(given(DOUBLE_OPT_IN, act(CaptureMethod.WEB_CHECKBOX, EARLIER, EARLIER))));
        all.put("permitted", List.of(yes));
        all.put("withdrawn", List.of(yes, no));
        all.put("refused", List.of(prohibited(Prohibition.Kind.REFUSED, Set.of(1), EARLIER, EARLIER)));
        all.put("withdrawn for all", List.of(yes, prohibited(Prohibition.Kind.WITHDRAWN, Set.of(), EARLIER, EARLIER)));
        all.put("given again", List.of(yes, no, given(PLAIN, act(CaptureMethod.WEB_CHECKBOX, after, after))));
        all.put("objected", List.of(yes, objected(ObjectionScope.ALL_MARKETING, EARLIER, EARLIER)));
        all.put(
                "objection lifted for it",
                List.of(
                        yes,
                        objected(ObjectionScope.ALL_MARKETING, EARLIER, EARLIER),
                        given(PLAIN, act(CaptureMethod.DOUBLE_OPT_IN_LINK, after, after))));
        return all;
    }

    private static Map<String, BiFunction<PurposeRules, Instant, PermissionFact>> acts() {
        Map<String, BiFunction<PurposeRules, Instant, PermissionFact>> all = new LinkedHashMap<>();
        all.put("tick", (rules, now) -> given(rules, act(CaptureMethod.WEB_CHECKBOX, now, now)));
        all.put("confirmed link", (rules, now) -> given(rules, act(CaptureMethod.DOUBLE_OPT_IN_LINK, now, now)));
        all.put("own login", (rules, now) -> given(rules, act(CaptureMethod.AUTHENTICATED_SELF_SERVICE, now, now)));
        all.put("earlier tick told late", (rules, now) -> given(rules, act(CaptureMethod.WEB_CHECKBOX, EARLIER, now)));
        all.put("stale tick", (rules, now) -> given(rules, act(CaptureMethod.WEB_CHECKBOX, LONG_AGO, now)));
        all.put("paper of ten days ago", (rules, now) -> given(rules, act(CaptureMethod.SIGNED_PAPER, LONG_AGO, now)));
        all.put(
                "re-posted act",
                (rules, now) -> given(rules, act(CaptureMethod.DOUBLE_OPT_IN_LINK, Actor.SUBJECT, now, now, true)));
        all.put(
                "act of a machine",
                (rules, now) -> given(rules, act(CaptureMethod.WEB_CHECKBOX, Actor.SYSTEM, now, now, false)));
        all.put("import", (rules, now) -> given(rules, act(CaptureMethod.IMPORT_WITH_EVIDENCE, now, now)));
        all.put(
                "import without evidence",
                (rules, now) -> given(rules, act(CaptureMethod.IMPORT_WITHOUT_EVIDENCE, now, now)));
        all.put("browser settings", (rules, now) -> given(rules, act(CaptureMethod.BROWSER_SETTINGS, now, now)));
        all.put("withdrawal", (rules, now) -> withdrawn(now, now));
        all.put(
                "late letter of refusal",
                (rules, now) -> prohibited(Prohibition.Kind.REFUSED, Set.of(1), LONG_AGO, now));
        all.put(
                "question left open",
                (rules, now) ->
                        new Asked(UUID.randomUUID(), UPDATES, Set.of(1), act(CaptureMethod.WEB_CHECKBOX, now, now)));
        return all;
    }
}
