// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Makes one random history of a subject; clients' clocks are off by up to ten minutes, letters arrive up to forty days late. */
final class HistoryGenerator {

    private static final List<String> PURPOSES = List.of("newsletter", "product-updates", "customer-survey");
    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS);

    private final RandomGenerator random;
    private final Duration[] clocks = new Duration[3];
    private Instant now = Facts.NOON;

    HistoryGenerator(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < clocks.length; i++) {
            clocks[i] = Duration.ofSeconds(random.nextInt(-600, 601));
        }
    }

    List<PermissionFact> history() {
        List<PermissionFact> facts = new ArrayList<>();
        int length = random.nextInt(1, 14);
        for (int i = 0; i < length; i++) {
            now = now.plus(step());
            facts.add(fact(facts));
        }
        return facts;
    }

    private Duration step() {
        return random.nextBoolean()
                ? Duration.ofSeconds(random.nextInt(0, 600))
                : Duration.ofMinutes(random.nextInt(0, 60 * 24 * 4));
    }

    private PermissionFact fact(List<PermissionFact> before) {
        int kind = random.nextInt(11);
        if (kind < 5) {
            return given();
        }
        if (kind < 7) {
            return prohibited();
        }
        if (kind < 9) {
            return objected();
        }
        return kind == 9 ? lifted(before) : expired(before);
    }

    /** Time runs out for any yes so far, standing or not. */
    private PermissionFact expired(List<PermissionFact> before) {
        List<Given> given = before.stream()
                .filter(Given.class::isInstance)
                .map(Given.class::cast)
                .toList();
        if (given.isEmpty()) {
            return given();
        }
        Given one = given.get(random.nextInt(given.size()));
        return new Expired(one.recordId(), one.key(), one.identifier(), now);
    }

    private Given given() {
        ChoiceKey key = key();
        PurposeRules rules = Facts.catalogue().rules("kysely", key.purpose()).orElseThrow();
        Terms terms = random.nextBoolean() ? Terms.PLAIN : new Terms(List.of("news"), List.of(), List.of(), false);
        @Nullable Instant listedAt = random.nextInt(4) == 0 ? now.minusSeconds(random.nextInt(0, 86_400)) : null;
        return Facts.given(key, random.nextInt(1, 3), rules, terms, act(), listedAt);
    }

    private Prohibited prohibited() {
        Prohibition.Kind kind = one(Prohibition.Kind.values());
        Set<Integer> identifiers = random.nextInt(4) == 0 ? Set.of() : Set.of(random.nextInt(1, 3));
        return new Prohibited(UUID.randomUUID(), kind, key(), identifiers, null, act());
    }

    private Objected objected() {
        Act act = act();
        ObjectionScope scope = one(ObjectionScope.values());
        @Nullable Channel channel = scope == ObjectionScope.CHANNEL ? Channel.MMS : null;
        @Nullable String purpose = scope == ObjectionScope.PURPOSE ? key().purpose() : null;
        @Nullable String topic = scope == ObjectionScope.TOPIC ? "news" : null;
        return new Objected(new Objection(
                UUID.randomUUID(), "kysely", scope, channel, purpose, topic, act.at(), act.recordedAt(), null));
    }

    private Lifted lifted(List<PermissionFact> before) {
        UUID objection = before.stream()
                .filter(Objected.class::isInstance)
                .map(fact -> ((Objected) fact).objection().id())
                .findAny()
                .orElseGet(UUID::randomUUID);
        return new Lifted(objection, IdentifierType.EMAIL, act());
    }

    private Act act() {
        Instant at = now.plus(clocks[random.nextInt(clocks.length)]);
        Instant told = random.nextInt(3) == 0 ? at.minus(Duration.ofHours(random.nextInt(0, 24 * 40))) : at;
        Actor actor = random.nextInt(4) == 0 ? one(Actor.values()) : Actor.SUBJECT;
        return Facts.act(one(CaptureMethod.values()), actor, told, now, random.nextInt(5) == 0);
    }

    private ChoiceKey key() {
        return new ChoiceKey(
                "kysely", PURPOSES.get(random.nextInt(PURPOSES.size())), CHANNELS.get(random.nextInt(CHANNELS.size())));
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
