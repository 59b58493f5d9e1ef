// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.succession.domain.Counterpart;
import fi.lupa.consent.succession.domain.Moved;
import fi.lupa.consent.succession.domain.Prohibitions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Over random histories at a controller: each no holds at the successor, whatever it offers, and no yes does. */
class SuccessionHistoryTest {

    private static final int HISTORIES = 20_000;
    private static final String BEFORE = "kysely";
    private static final String AFTER = "uusi";
    private static final List<String> TOPICS = List.of("news");

    @Test
    void losesNoNoAndCarriesNoYes_whateverWasSaid() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            // Given
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            boolean same = random.nextBoolean();
            List<PermissionFact> history = new ArrayList<>();
            history.add(ownYes());
            history.addAll(new HistoryGenerator(seed).history());
            PermissionState state = Facts.fold(history);
            Function<String, Counterpart> counterparts =
                    purpose -> new Counterpart(rules(purpose).category(), same);

            // When
            PermissionState carried = state;
            for (Moved no : Prohibitions.of(state, BEFORE, counterparts)) {
                carried = objected(no).foldInto(carried, Facts.catalogue()).state();
            }

            // Then
            List<String> lost = new ArrayList<>();
            for (Cell cell : state.choices()) {
                if (cell.controller().equals(BEFORE)) {
                    lost.addAll(lost(state, carried, cell, same));
                }
            }
            assertThat(lost).as("seed %d", seed).isEmpty();
            assertThat(permissionsAfter(carried)).as("seed %d", seed).isEqualTo(permissionsAfter(state));
        }
    }

    /** What stood against a choice at the controller and does not stand against the like of it at the successor. */
    private static List<String> lost(PermissionState before, PermissionState after, Cell cell, boolean same) {
        PurposeRules rules = rules(cell.purpose());
        String purpose = same ? cell.purpose() : "something-else";
        ChoiceKey key = new ChoiceKey(AFTER, purpose, cell.channel());
        boolean no = cell.prohibition() != null
                || !before.against(cell.key(), rules, TOPICS).isEmpty();
        boolean stands = !after.against(key, rules, TOPICS).isEmpty();
        List<String> lost = new ArrayList<>();
        if (no && !stands) {
            lost.add(cell.key().toString());
        }
        boolean whateverTheTopic = cell.prohibition() != null
                || !before.against(cell.key(), rules, List.of()).isEmpty();
        if (whateverTheTopic && same && key.equals(ownKey()) && Facts.allows(after, key, 1, rules)) {
            lost.add("the successor's own yes of before stands against " + cell.key());
        }
        return lost;
    }

    /** Older than any no of the histories, so that none of them is outlived by it. */
    private static Given ownYes() {
        Instant longAgo = Facts.NOON.minus(Duration.ofDays(400));
        Act act = Facts.act(CaptureMethod.DOUBLE_OPT_IN_LINK, longAgo, longAgo);
        return Facts.given(ownKey(), 1, Facts.PLAIN, Terms.PLAIN, act);
    }

    private static ChoiceKey ownKey() {
        return new ChoiceKey(AFTER, "product-updates", Channel.EMAIL);
    }

    private static List<UUID> permissionsAfter(PermissionState state) {
        return state.choices().stream()
                .filter(cell -> cell.controller().equals(AFTER))
                .map(cell -> {
                    Permission permission = cell.permission();
                    return permission == null ? new UUID(0, 0) : permission.recordId();
                })
                .toList();
    }

    private static Objected objected(Moved no) {
        Instant now = Facts.NOON.plus(Duration.ofDays(365));
        return new Objected(new Objection(
                UUID.randomUUID(), AFTER, no.scope(), no.channel(), no.purpose(), no.topic(), no.at(), now, null));
    }

    private static PurposeRules rules(String purpose) {
        return Facts.catalogue().rules(BEFORE, purpose).orElseThrow();
    }
}
