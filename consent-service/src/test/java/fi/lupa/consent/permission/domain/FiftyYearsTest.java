// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** G32, the fold's part: time runs out for permissions and for what waits, over fifty years after any history, and nothing becomes a yes. */
class FiftyYearsTest {

    private static final int HISTORIES = 500;
    private static final int YEARS = 50;
    private static final PurposeCatalogue CATALOGUE = Facts.catalogue();

    @Test
    void onlyEverTakesAway_whateverRunsOut() {
        int expired = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            // Given
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            PermissionState state = Facts.fold(new HistoryGenerator(seed).history());
            for (int year = 1; year <= YEARS; year++) {
                PermissionState before = state;
                Instant now = Facts.NOON.plus(Duration.ofDays(365L * year));

                // When
                for (PermissionFact fact : runsOut(before, random, now)) {
                    state = fact.foldInto(state, CATALOGUE).state();
                    expired++;
                }

                // Then
                String where = "seed " + seed + " year " + year;
                assertThat(yes(state)).as(where).isSubsetOf(yes(before));
                assertThat(prohibitions(state)).as(where).isEqualTo(prohibitions(before));
                assertThat(state.objections()).as(where).isEqualTo(before.objections());
                assertThat(forgotten(before, state)).as(where).isEmpty();
            }
        }
        assertThat(expired).isGreaterThan(HISTORIES / 2);
    }

    private static List<PermissionFact> runsOut(PermissionState state, RandomGenerator random, Instant now) {
        List<PermissionFact> facts = new ArrayList<>();
        for (Cell cell : state.choices()) {
            Integer ref = cell.identifier();
            if (ref != null && random.nextInt(10) == 0) {
                int own = ref;
                records(cell).forEach(record -> facts.add(new Expired(record, cell.key(), own, now)));
            }
        }
        return facts;
    }

    private static List<UUID> records(Cell cell) {
        List<UUID> records = new ArrayList<>();
        Permission permission = cell.permission();
        if (permission != null) {
            records.add(permission.recordId());
        }
        Pending pending = cell.pending();
        if (pending != null) {
            records.add(pending.recordId());
        }
        return records;
    }

    private static List<String> yes(PermissionState state) {
        List<String> yes = new ArrayList<>();
        for (Cell cell : state.choices()) {
            PurposeRules rules =
                    CATALOGUE.rules(cell.controller(), cell.purpose()).orElseThrow();
            Integer ref = cell.identifier();
            if (ref != null && Facts.allows(state, cell.key(), ref, rules)) {
                yes.add(cell.key() + " " + ref);
            }
        }
        return yes;
    }

    private static List<Prohibition> prohibitions(PermissionState state) {
        return state.choices().stream()
                .map(Cell::prohibition)
                .filter(Objects::nonNull)
                .toList();
    }

    /** That it was asked, or said, is what keeps other reasons to contact from coming up: it is never forgotten. */
    private static List<String> forgotten(PermissionState before, PermissionState after) {
        return before.choices().stream()
                .filter(cell -> cell.says() || cell.askedAt() != null)
                .map(cell -> after.cell(cell.key(), cell.identifier()))
                .filter(cell -> !cell.says() && cell.askedAt() == null)
                .map(cell -> cell.key() + " " + cell.identifier())
                .toList();
    }
}
