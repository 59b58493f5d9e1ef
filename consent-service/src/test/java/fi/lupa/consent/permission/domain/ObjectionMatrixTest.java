// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Walks scope × category, and channel × channel for CHANNEL objections. */
class ObjectionMatrixTest {

    private static final Map<ObjectionScope, Set<Category>> STOPPED = new EnumMap<>(Map.of(
            ObjectionScope.ALL_MARKETING,
            EnumSet.of(Category.DIRECT_MARKETING, Category.PROFILING, Category.AD_AUDIENCE, Category.DISCLOSURE),
            ObjectionScope.CHANNEL,
            EnumSet.of(Category.DIRECT_MARKETING, Category.AD_AUDIENCE),
            ObjectionScope.PURPOSE,
            EnumSet.allOf(Category.class),
            ObjectionScope.TOPIC,
            EnumSet.allOf(Category.class),
            ObjectionScope.PROFILING,
            EnumSet.of(Category.PROFILING, Category.AD_AUDIENCE, Category.AI_PROCESSING),
            ObjectionScope.SURVEYS,
            EnumSet.of(Category.SURVEY),
            ObjectionScope.ORGANISATION,
            EnumSet.of(Category.DIRECT_MARKETING)));

    @Test
    void stopsWhatTheMatrixSays_forEachScopeAndCategory() {
        for (ObjectionScope scope : ObjectionScope.values()) {
            for (Category category : Category.values()) {
                // Given
                PurposeRules rules = new PurposeRules(category, false, false, false);

                // When
                boolean stops = objection(scope).covers(Facts.UPDATES, rules, List.of("news"), ContactKind.UNKNOWN);

                // Then
                assertThat(stops)
                        .as("%s × %s", scope, category)
                        .isEqualTo(STOPPED.getOrDefault(scope, Set.of()).contains(category));
            }
        }
    }

    @Test
    void coversTheFamily_whenAChannelIsObjectedTo() {
        // Given
        Map<Channel, Set<Channel>> families = Map.of(
                Channel.SMS, EnumSet.of(Channel.SMS, Channel.MMS),
                Channel.VOICE_HUMAN, EnumSet.of(Channel.VOICE_HUMAN, Channel.VOICE_AUTOMATED),
                Channel.PUSH, EnumSet.of(Channel.PUSH, Channel.IN_APP),
                Channel.AD_AUDIENCE, EnumSet.of(Channel.AD_AUDIENCE, Channel.WEB_STORAGE),
                Channel.EMAIL, EnumSet.of(Channel.EMAIL));

        // When, Then
        families.forEach((objected, family) -> {
            for (Channel asked : Channel.values()) {
                ChoiceKey key = new ChoiceKey("kysely", "product-updates", asked);
                assertThat(objection(ObjectionScope.CHANNEL, objected)
                                .covers(key, Facts.PLAIN, List.of(), ContactKind.UNKNOWN))
                        .as("%s objected, %s asked", objected, asked)
                        .isEqualTo(family.contains(asked));
            }
        });
    }

    @Test
    void leavesAnEmployeesOwnConsentAlone_whenTheOrganisationHasProhibited() {
        // Given
        Objection objection = objection(ObjectionScope.ORGANISATION);

        // When, Then
        assertThat(objection.covers(Facts.UPDATES, Facts.PLAIN, List.of(), ContactKind.WORK_NAMED))
                .isFalse();
        assertThat(objection.covers(Facts.UPDATES, Facts.PLAIN, List.of(), ContactKind.ROLE_ADDRESS))
                .isTrue();
    }

    @Test
    void countsAsLifted_whenALetterArrivesLateAndTheAddressHasConfirmedSince() {
        // Given
        Given confirmed = Facts.given(Facts.PLAIN, Facts.act(CaptureMethod.DOUBLE_OPT_IN_LINK, Facts.NOON, Facts.NOON));
        Given ticked = Facts.given(Facts.PLAIN, Facts.act(CaptureMethod.WEB_CHECKBOX, Facts.NOON, Facts.NOON));
        Objected late = Facts.objected(
                ObjectionScope.ALL_MARKETING,
                Facts.NOON.minus(Duration.ofDays(2)),
                Facts.NOON.plus(Duration.ofDays(1)));
        Objected within = Facts.objected(
                ObjectionScope.ALL_MARKETING,
                Facts.NOON.minus(Duration.ofHours(23)),
                Facts.NOON.plus(Duration.ofDays(1)));

        // When, Then
        assertThat(allowed(confirmed, late)).isTrue();
        assertThat(allowed(confirmed, within)).isFalse();
        assertThat(allowed(ticked, late)).isFalse();
    }

    private static boolean allowed(PermissionFact... facts) {
        return Facts.allows(Facts.fold(List.of(facts)), Facts.UPDATES, 1, Facts.PLAIN);
    }

    private static Objection objection(ObjectionScope scope) {
        return objection(scope, scope == ObjectionScope.CHANNEL ? Channel.EMAIL : null);
    }

    private static Objection objection(ObjectionScope scope, @Nullable Channel channel) {
        @Nullable String topic = scope == ObjectionScope.TOPIC ? "news" : null;
        @Nullable String purpose = scope == ObjectionScope.PURPOSE ? "product-updates" : null;
        return new Objection(UUID.randomUUID(), "kysely", scope, channel, purpose, topic, Facts.NOON, Facts.NOON, null);
    }
}
