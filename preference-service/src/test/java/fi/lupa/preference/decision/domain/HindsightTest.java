// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HindsightTest {

    private static final SubjectState GIVEN = state(1, cell(yes("y1", 2), null));

    @Test
    void holdsWhatWasRecorded_whenNothingMoreIsKnown() {
        assertThat(Hindsight.at(day(5), GIVEN, List.of())).containsExactly(GIVEN);
        assertThat(Hindsight.at(day(5), null, List.of())).isEmpty();
    }

    @Test
    void endsThePermission_whenALetterSaidNoBefore() {
        // When
        ChoiceCell cell = onlyCell(day(5), GIVEN, state(2, cell(null, no("n1", 4))));

        // Then
        assertThat(cell.permission()).isNull();
        assertThat(cell.prohibition()).isNotNull();
    }

    @Test
    void keepsThePermission_whenTheNoWasSaidAfterwards() {
        // When
        ChoiceCell cell = onlyCell(day(5), GIVEN, state(2, cell(null, no("n1", 6))));

        // Then
        assertThat(cell.permission()).isNotNull();
        assertThat(cell.prohibition()).isNull();
    }

    @Test
    void endsThePermission_whenAnObjectionSaidItBefore() {
        // Given
        SubjectState objecting = withObjection(state(2, cell(null, null)), 4);

        // When
        List<SubjectState> held = Hindsight.at(day(5), GIVEN, List.of(objecting));

        // Then
        assertThat(held.get(0).choices().get(0).permission()).isNull();
        assertThat(held.get(0).objections()).hasSize(1);
    }

    @Test
    void leavesALaterObjectionOut() {
        // When
        List<SubjectState> held = Hindsight.at(day(5), GIVEN, List.of(withObjection(state(2, cell(null, null)), 6)));

        // Then
        assertThat(held.get(0).choices().get(0).permission()).isNotNull();
        assertThat(held.get(0).objections()).isEmpty();
    }

    @Test
    void keepsARestrictionOfThen_whenItWasTakenAwaySince() {
        // Given
        Restriction set = new Restriction("kysely", Restriction.Scope.ALL, day(1), null);
        SubjectState then = new SubjectState(
                SubjectState.Status.LIVE,
                1,
                Set.of(1),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(set),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                Sendings.NONE);

        // When
        List<SubjectState> held = Hindsight.at(day(5), then, List.of(state(2, cell(null, null))));

        // Then
        assertThat(held).allSatisfy(state -> assertThat(state.restrictions()).containsExactly(set));
    }

    @Test
    void countsAPermissionFromItsEffect_whenItWasRecordedLater() {
        assertThat(onlyCell(day(5), null, state(1, cell(yes("y1", 4), null))).permission())
                .isNotNull();
        assertThat(onlyCell(day(3), null, state(1, cell(yes("y1", 4), null))).permission())
                .isNull();
    }

    @Test
    void saysNothing_whenAnOlderNoMayBeHiddenByALaterOne() {
        // Given: the second no is what the cell shows; the third revision may be a letter older than it
        SubjectState second = state(2, cell(null, no("n1", 6)));
        SubjectState third = withContact(state(3, cell(null, no("n1", 6))));

        // When
        List<SubjectState> held = Hindsight.at(day(5), GIVEN, List.of(second, third));

        // Then
        assertThat(held).extracting(SubjectState::status).containsExactly(SubjectState.Status.UNREADABLE);
    }

    @Test
    void saysNothing_whenNothingTellsWhyAPermissionIsGone() {
        // When
        List<SubjectState> held = Hindsight.at(day(5), GIVEN, List.of(state(2, cell(null, null))));

        // Then
        assertThat(held).extracting(SubjectState::status).containsExactly(SubjectState.Status.UNREADABLE);
    }

    @Test
    void saysNothing_whenANoStandsBesideAPermissionAndAnOlderOneMayBeHidden() {
        // Given: for one topic the person has said yes since, so the no of the sixth day stands beside it
        SubjectState second = state(2, cell(yes("y1", 2), no("n1", 6)));
        SubjectState third = withContact(state(3, cell(yes("y1", 2), no("n1", 6))));

        // When
        List<SubjectState> held = Hindsight.at(day(5), second, List.of(third));

        // Then
        assertThat(held).extracting(SubjectState::status).containsExactly(SubjectState.Status.UNREADABLE);
    }

    @Test
    void endsThePermission_whenItsCellIsGoneAndAnObjectionSaidItBefore() {
        // Given
        SubjectState gone = new SubjectState(
                SubjectState.Status.LIVE,
                2,
                Set.of(1),
                List.of(),
                withObjection(GIVEN, 4).objections(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                Sendings.NONE);

        // Then
        assertThat(onlyCell(day(5), GIVEN, gone).permission()).isNull();
    }

    @Test
    void keepsAnObjectionOfThen_whenItIsGoneSince() {
        // Given
        SubjectState objecting = withObjection(state(1, cell(null, null)), 4);

        // When
        List<SubjectState> held = Hindsight.at(day(5), objecting, List.of(state(2, cell(null, null))));

        // Then
        assertThat(held).allSatisfy(state -> assertThat(state.objections()).isEqualTo(objecting.objections()));
    }

    @Test
    void addsARestriction_whenItHadBegunByThen() {
        // Given
        Restriction begun = new Restriction("kysely", Restriction.Scope.ALL, day(4), null);
        Restriction onTheDay = new Restriction("kysely", Restriction.Scope.ALL, day(5), null);
        Restriction undated = new Restriction("kysely", Restriction.Scope.ALL, null, null);
        Restriction later = new Restriction("kysely", Restriction.Scope.ALL, day(6), null);
        SubjectState revision = restricted(GIVEN, List.of(begun, onTheDay, undated, later));

        // When
        List<SubjectState> held = Hindsight.at(day(5), GIVEN, List.of(revision));

        // Then
        assertThat(held).isNotEmpty().allSatisfy(state -> assertThat(state.restrictions())
                .containsExactlyInAnyOrder(begun, onTheDay, undated));
    }

    @Test
    void countsTheAsking_fromWheneverItIsKnown() {
        // Given
        ChoiceCell asked = new ChoiceCell("kysely", "newsletter", Channel.EMAIL, 1, null, null, null, null, day(9));
        ChoiceCell silent = cell(null, null);

        // Then
        assertThat(onlyCell(day(5), state(1, silent), state(2, asked)).askedAt())
                .isEqualTo(day(9));
        assertThat(onlyCell(day(5), state(1, asked), state(2, silent)).askedAt())
                .isEqualTo(day(9));
    }

    @Test
    void goesOn_whenALaterActShowsItsTime() {
        // Given
        SubjectState second = state(2, cell(null, no("n1", 6)));
        SubjectState third = state(3, cell(yes("y2", 8), no("n1", 6)));

        // Then
        assertThat(onlyCell(day(5), GIVEN, second, third).permission())
                .extracting(Permission::recordId)
                .isEqualTo("y1");
        assertThat(onlyCell(day(9), GIVEN, second, third).permission())
                .extracting(Permission::recordId)
                .isEqualTo("y2");
    }

    @Test
    void answersByBoth_whenTheContactIsDescribedOtherwiseNow() {
        // When
        List<SubjectState> held = Hindsight.at(day(5), GIVEN, List.of(withContact(state(2, cell(yes("y1", 2), null)))));

        // Then
        assertThat(held).hasSize(2);
        assertThat(held.get(0).contacts()).isEmpty();
        assertThat(held.get(1).contacts()).hasSize(1);
    }

    private static SubjectState restricted(SubjectState state, List<Restriction> restrictions) {
        return new SubjectState(
                state.status(),
                2,
                state.asked(),
                state.choices(),
                state.objections(),
                state.contacts(),
                state.relationships(),
                restrictions,
                state.rightsRequests(),
                state.suppressions(),
                state.wishes(),
                state.sendings());
    }

    private static ChoiceCell onlyCell(Instant at, @Nullable SubjectState then, SubjectState... later) {
        List<SubjectState> held = Hindsight.at(at, then, List.of(later));
        assertThat(held).hasSize(1);
        assertThat(held.get(0).choices()).hasSize(1);
        return held.get(0).choices().get(0);
    }

    private static Instant day(int day) {
        return Instant.parse("2026-11-01T09:00:00Z").plusSeconds(86_400L * (day - 1));
    }

    private static Permission yes(String id, int day) {
        return new Permission(
                id,
                "WEB_CHECKBOX",
                "SUBJECT",
                day(day),
                day(day),
                day(day),
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                Set.of(),
                null);
    }

    private static Prohibition no(String id, int day) {
        return new Prohibition(Prohibition.Kind.WITHDRAWN, id, day(day), day(12), null, null);
    }

    private static ChoiceCell cell(@Nullable Permission yes, @Nullable Prohibition no) {
        return new ChoiceCell("kysely", "newsletter", Channel.EMAIL, 1, yes, no, null, null, null);
    }

    private static SubjectState state(int revision, ChoiceCell cell) {
        return state(revision, cell, List.of(), List.of());
    }

    private static SubjectState withObjection(SubjectState state, int day) {
        Objection no =
                new Objection("o1", "kysely", Objection.Scope.ALL_MARKETING, null, null, null, day(day), day(12), null);
        return state(2, state.choices().get(0), List.of(no), List.of());
    }

    private static SubjectState withContact(SubjectState state) {
        Contact contact =
                new Contact("kysely", Contact.Kind.CONSUMER, Contact.AgeBand.ADULT, null, null, Set.of(), null);
        return state(3, state.choices().get(0), List.of(), List.of(contact));
    }

    private static SubjectState state(
            int revision, ChoiceCell cell, List<Objection> objections, List<Contact> contacts) {
        return new SubjectState(
                SubjectState.Status.LIVE,
                revision,
                Set.of(1),
                List.of(cell),
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
