// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a domain or a business id has said, for whoever is behind it. */
class OrganisationsTest {

    private static final Instant SAID = Instant.parse("2026-11-01T09:00:00Z");
    private static final SubjectState ASKED = state(List.of(no("own", Objection.Scope.SURVEYS)), List.of());

    @Test
    void speakForWhoeverIsBehindThem_beside_whatThePersonSaid() {
        // Given
        SubjectState organisation = state(
                List.of(no("all", Objection.Scope.ALL), no("organisation", Objection.Scope.ORGANISATION)), List.of());

        // When
        SubjectState heeding = ASKED.heeding(List.of(organisation));

        // Then
        assertThat(heeding.objections())
                .containsExactly(
                        no("own", Objection.Scope.SURVEYS),
                        no("all", Objection.Scope.ALL),
                        no("organisation", Objection.Scope.ORGANISATION));
    }

    @Test
    void areHeardAsOrganisations_whenTheySayNoToAllMarketing() {
        // Given
        SubjectState organisation = state(List.of(no("marketing", Objection.Scope.ALL_MARKETING)), List.of());

        // When
        SubjectState heeding = ASKED.heeding(List.of(organisation));

        // Then
        assertThat(heeding.objections()).contains(no("marketing", Objection.Scope.ORGANISATION));
    }

    @Test
    void areNotHeardForOthers_whenTheySpeakForThemselves() {
        // Given
        SubjectState organisation = state(List.of(no("surveys", Objection.Scope.SURVEYS)), List.of());

        // Then
        assertThat(ASKED.heeding(List.of(organisation))).isEqualTo(ASKED);
        assertThat(ASKED.heeding(List.of())).isSameAs(ASKED);
    }

    @Test
    void makeThePersonUnreadable_whenOneOfThemIs() {
        assertThat(ASKED.heeding(List.of(state(List.of(), List.of()), SubjectState.unreadable()))
                        .status())
                .isEqualTo(SubjectState.Status.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "CONSUMER, false",
        "SOLE_TRADER, false",
        "ROLE_ADDRESS, true",
        "WORK_NAMED, true",
        "UNKNOWN, true",
    })
    void maySpeakForWorkAddresses(Contact.Kind kind, boolean may) {
        // Given
        SubjectState state = state(List.of(), List.of(contact("kysely", kind)));

        // Then
        assertThat(state.mayBelongToOrganisation("kysely")).isEqualTo(may);
        assertThat(state.mayBelongToOrganisation("verkko")).isFalse();
    }

    private static Objection no(String id, Objection.Scope scope) {
        return new Objection(id, "kysely", scope, null, null, null, SAID, SAID, null);
    }

    private static Contact contact(String controller, Contact.Kind kind) {
        return new Contact(controller, kind, Contact.AgeBand.ADULT, null, null, Set.of(), null);
    }

    private static SubjectState state(List<Objection> objections, List<Contact> contacts) {
        return new SubjectState(
                SubjectState.Status.LIVE,
                1,
                Set.of(1),
                List.of(),
                objections,
                contacts,
                List.of(),
                List.of(),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                Sendings.NONE);
    }
}
