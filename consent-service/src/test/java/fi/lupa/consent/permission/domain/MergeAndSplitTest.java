// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Over random histories: no merge and no split makes a yes, and no prohibition is lost by either. */
class MergeAndSplitTest {

    private static final int SEQUENCES = 400;
    private static final int STEPS = 25;
    private static final PurposeCatalogue CATALOGUE = Facts.catalogue();

    /** One subject: its state and which of the world's identifiers it has, by its own references. */
    private record Person(PermissionState state, Map<Integer, Integer> identifiers) {}

    @Test
    void makesNoYesAndLosesNoNo_whateverIsMergedAndSplitInBetween() {
        for (long seed = 1; seed <= SEQUENCES; seed++) {
            // Given
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                people.add(new Person(history(seed * 100 + i), Map.of(1, 2 * i, 2, 2 * i + 1)));
            }
            for (int step = 0; step < STEPS; step++) {
                List<Person> before = List.copyOf(people);

                // When
                boolean act = random.nextInt(3) == 0;
                if (act) {
                    speak(people, random, seed * 1000 + step);
                } else if (random.nextBoolean()) {
                    merge(people, random);
                } else {
                    split(people, random);
                }

                // Then
                if (!act) {
                    String where = "seed " + seed + " step " + step;
                    assertThat(newYes(before, people)).as(where).isEmpty();
                    assertThat(lostNo(before, people)).as(where).isEmpty();
                }
            }
        }
    }

    @Test
    void neverCopiesBackAnOldGrant_whenTheSurvivorHasWithdrawn() {
        // Given
        Instant noon = Facts.NOON;
        PermissionState withdrawn = Facts.fold(List.of(
                Facts.prohibited(Prohibition.Kind.WITHDRAWN, Set.of(), noon.minus(Duration.ofDays(400)), noon)));
        PermissionState granted =
                Facts.fold(List.of(Facts.given(Facts.PLAIN, Facts.act(CaptureMethod.WEB_BUTTON, noon, noon))));

        // When
        PermissionState merged = fold(withdrawn, new Absorbed(granted, Map.of(1, 1)));

        // Then
        assertThat(Facts.allows(merged, Facts.UPDATES, 1, Facts.PLAIN)).isFalse();
        assertThat(merged.cell(Facts.UPDATES, 1).prohibition()).isNotNull();
    }

    @Test
    void keepsTheLosersOptOut_whenTheSurvivorHasAPermission() {
        // Given
        Instant noon = Facts.NOON;
        PermissionState granted =
                Facts.fold(List.of(Facts.given(Facts.PLAIN, Facts.act(CaptureMethod.WEB_BUTTON, noon, noon))));
        PermissionState objected = Facts.fold(
                List.of(Facts.objected(ObjectionScope.ALL_MARKETING, noon.minus(Duration.ofDays(400)), noon)));

        // When
        PermissionState merged = fold(granted, new Absorbed(objected, Map.of(1, 2)));

        // Then
        assertThat(Facts.allows(granted, Facts.UPDATES, 1, Facts.PLAIN)).isTrue();
        assertThat(Facts.allows(merged, Facts.UPDATES, 1, Facts.PLAIN)).isFalse();
    }

    @Test
    void keepsAnObjection_whenOnlyOneOfTwoCopiesWasLifted() {
        // Given
        Instant noon = Facts.NOON;
        Objected said = Facts.objected(ObjectionScope.ALL_MARKETING, noon, noon);
        PermissionState both = Facts.fold(List.of(said));
        Act own = Facts.act(CaptureMethod.AUTHENTICATED_SELF_SERVICE, noon.plusSeconds(60), noon.plusSeconds(60));
        PermissionState lifted = fold(both, new Lifted(said.objection().id(), IdentifierType.EMAIL, own));

        // When
        PermissionState one = fold(lifted, new Absorbed(both, Map.of(1, 2)));
        PermissionState other = fold(both, new Absorbed(lifted, Map.of(1, 2)));

        // Then
        assertThat(Stream.of(one, other)
                        .map(state -> state.objection(said.objection().id())
                                .map(Objection::liftedAt)
                                .isPresent()))
                .containsExactly(false, false);
    }

    @Test
    void readsEachStateBackAsItWasFolded() {
        for (long seed = 1; seed <= 50; seed++) {
            // Given
            PermissionState merged = fold(history(seed), new Absorbed(history(seed + 1000), Map.of(1, 3, 2, 4)));

            // When
            PermissionState again = fold(history(seed), new Absorbed(history(seed + 1000), Map.of(1, 3, 2, 4)));

            // Then
            assertThat(again.choices().size()).isEqualTo(merged.choices().size());
            assertThat(again.revision()).isEqualTo(merged.revision());
        }
    }

    private static PermissionState history(long seed) {
        return Facts.fold(new HistoryGenerator(seed).history());
    }

    private static PermissionState fold(PermissionState state, PermissionFact fact) {
        PermissionState next = fact.foldInto(state, CATALOGUE).state();
        assertThat(next.revision()).isEqualTo(state.revision() + 1);
        return next;
    }

    private static void speak(List<Person> people, RandomGenerator random, long seed) {
        int who = random.nextInt(people.size());
        PermissionState state = people.get(who).state();
        for (PermissionFact fact : new HistoryGenerator(seed).history()) {
            state = fold(state, fact);
        }
        people.set(who, new Person(state, people.get(who).identifiers()));
    }

    private static void merge(List<Person> people, RandomGenerator random) {
        if (people.size() < 2) {
            return;
        }
        Person from = people.remove(random.nextInt(people.size()));
        int into = random.nextInt(people.size());
        Map<Integer, Integer> identifiers = new HashMap<>(people.get(into).identifiers());
        Map<Integer, Integer> refs = new HashMap<>();
        from.identifiers().forEach((ref, identifier) -> {
            int next = 1
                    + Math.max(
                            10,
                            identifiers.keySet().stream()
                                    .mapToInt(Integer::intValue)
                                    .max()
                                    .orElse(0));
            refs.put(ref, next);
            identifiers.put(next, identifier);
        });
        people.set(into, new Person(fold(people.get(into).state(), new Absorbed(from.state(), refs)), identifiers));
    }

    private static void split(List<Person> people, RandomGenerator random) {
        int who = random.nextInt(people.size());
        Person whole = people.get(who);
        if (whole.identifiers().size() < 2) {
            return;
        }
        int gone = whole.identifiers().keySet().stream()
                .sorted()
                .toList()
                .get(random.nextInt(whole.identifiers().size()));
        Map<Integer, Integer> left = new HashMap<>(whole.identifiers());
        int identifier = Objects.requireNonNull(left.remove(gone));
        people.set(who, new Person(fold(whole.state(), new Separated(Set.of(gone))), left));
        people.add(new Person(
                fold(PermissionState.EMPTY, new Inherited(whole.state(), Map.of(gone, 1))), Map.of(1, identifier)));
    }

    private static List<String> newYes(List<Person> before, List<Person> after) {
        List<String> found = new ArrayList<>();
        for (ChoiceKey key : keys(after)) {
            PurposeRules rules =
                    CATALOGUE.rules(key.controller(), key.purpose()).orElseThrow();
            for (Person person : after) {
                person.identifiers().forEach((ref, identifier) -> {
                    boolean was = allowed(before, key, identifier, rules);
                    if (!was && Facts.allows(person.state(), key, ref, rules)) {
                        found.add(key + " " + identifier);
                    }
                });
            }
        }
        return found;
    }

    private static boolean allowed(List<Person> people, ChoiceKey key, int identifier, PurposeRules rules) {
        return people.stream().anyMatch(person -> person.identifiers().entrySet().stream()
                .anyMatch(held ->
                        held.getValue() == identifier && Facts.allows(person.state(), key, held.getKey(), rules)));
    }

    /** Every prohibition stays on record for its identifier, and every objection with every identifier it stood for. */
    private static List<String> lostNo(List<Person> before, List<Person> after) {
        List<String> lost = new ArrayList<>();
        for (Person person : before) {
            person.identifiers().forEach((ref, identifier) -> {
                Person now = holder(after, identifier);
                for (Objection said : person.state().objections()) {
                    if (said.liftedAt() == null && !stands(now, said.id())) {
                        lost.add("objection " + identifier);
                    }
                }
                int nowRef = ref(now, identifier);
                for (Cell cell : person.state().choices()) {
                    Prohibition said = cell.prohibition();
                    boolean applies = cell.at(null) || cell.at(ref);
                    if (said != null && applies && !kept(now.state(), cell, nowRef, said)) {
                        lost.add(cell.key() + " " + identifier);
                    }
                }
            });
        }
        return lost;
    }

    private static boolean stands(Person person, UUID objection) {
        return person.state()
                .objection(objection)
                .filter(known -> known.liftedAt() == null)
                .isPresent();
    }

    private static boolean kept(PermissionState state, Cell said, int ref, Prohibition no) {
        return Stream.of(
                        state.cell(said.key(), said.at(null) ? null : ref).prohibition(),
                        state.cell(said.key(), null).prohibition())
                .anyMatch(kept -> kept != null && !kept.at().isBefore(no.at()));
    }

    private static Person holder(List<Person> people, int identifier) {
        return people.stream()
                .filter(person -> person.identifiers().containsValue(identifier))
                .findFirst()
                .orElseThrow();
    }

    private static int ref(Person person, int identifier) {
        return person.identifiers().entrySet().stream()
                .filter(held -> held.getValue() == identifier)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static List<ChoiceKey> keys(List<Person> people) {
        return people.stream()
                .flatMap(person -> person.state().choices().stream())
                .map(Cell::key)
                .distinct()
                .toList();
    }
}
