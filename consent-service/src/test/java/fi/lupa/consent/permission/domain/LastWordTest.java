// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A no that is said again counts from when it was said last, and is taken back by whoever controls the address alone. */
class LastWordTest {

    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00.000Z");
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Instant LATER = NINE.plus(Duration.ofMinutes(150));
    private static final Instant EVENING = NINE.plus(Duration.ofHours(11));
    private static final ChoiceKey KEY = Facts.UPDATES;

    @Test
    void isTakenUpAgain_whenThePersonStopsOnceMore() {
        // Given
        PermissionState withdrawn = Facts.fold(List.of(Facts.withdrawn(NINE, NINE)));
        PermissionState objected = Facts.fold(List.of(purpose(NINE)));

        // Then
        assertThat(Stop.of(withdrawn, KEY, 1, NINE.plusSeconds(20))).isEqualTo(Stop.NOTHING_NEW);
        assertThat(Stop.of(withdrawn, KEY, 1, LATER)).isEqualTo(Stop.WITHDRAW);
        assertThat(Stop.of(objected, KEY, 1, NINE.plusSeconds(20))).isEqualTo(Stop.NOTHING_NEW);
        assertThat(Stop.of(objected, KEY, 1, LATER)).isEqualTo(Stop.OBJECT);
        assertThat(Stop.of(PermissionState.EMPTY, KEY, 1, LATER)).isEqualTo(Stop.OBJECT);
    }

    @Test
    void standsAgainstATickOfBetween_whenItWasSaidTwice() {
        // Given
        PermissionState state = Facts.fold(List.of(Facts.withdrawn(NINE, NINE), Facts.withdrawn(LATER, LATER)));

        // When
        PermissionState uploaded = fold(state, tick(CaptureMethod.SURVEY_TICK, TEN));

        // Then
        assertThat(uploaded.cell(KEY, 1).permission()).isNull();
    }

    @Test
    void movesTheObjection_andMakesNoCopyOfIt() {
        // Given
        PermissionState state = Facts.fold(List.of(Facts.objected(ObjectionScope.ALL_MARKETING, NINE, NINE)));

        // When
        PermissionState again = state;
        for (int i = 1; i <= 50; i++) {
            again = fold(again, again(again, ObjectionScope.ALL_MARKETING, NINE.plusSeconds(i)));
        }
        PermissionState earlier = fold(again, again(again, ObjectionScope.ALL_MARKETING, NINE.minusSeconds(9)));

        // Then
        assertThat(earlier.objections()).hasSize(1);
        assertThat(earlier.objections().get(0).id())
                .isEqualTo(state.objections().get(0).id());
        assertThat(earlier.objections().get(0).at()).isEqualTo(NINE.plusSeconds(50));
        assertThat(fold(again, again(again, ObjectionScope.SURVEYS, TEN)).objections())
                .hasSize(2);
    }

    @Test
    void endsWhatHadLiftedIt_whenItIsSaidAgain() {
        // Given
        Objected no = Facts.objected(ObjectionScope.ALL_MARKETING, NINE, NINE);
        PermissionState allowed = Facts.fold(List.of(no, tick(CaptureMethod.AUTHENTICATED_SELF_SERVICE, TEN)));
        assertThat(Facts.allows(allowed, KEY, 1, Facts.PLAIN)).isTrue();

        // When
        PermissionState again = fold(allowed, again(allowed, ObjectionScope.ALL_MARKETING, LATER));
        PermissionState clockOff = fold(allowed, again(allowed, ObjectionScope.ALL_MARKETING, NINE.minusSeconds(60)));

        // Then
        assertThat(Facts.allows(again, KEY, 1, Facts.PLAIN)).isFalse();
        assertThat(Facts.allows(clockOff, KEY, 1, Facts.PLAIN)).isFalse();
    }

    @Test
    void liftsNothingMore_whenALetterRepeatsWhatStandsAgainstAMergedPermission() {
        // Given
        Objected no = Facts.objected(ObjectionScope.ALL_MARKETING, NINE, NINE);
        Instant weeksLater = NINE.plus(Duration.ofDays(20));
        PermissionState yes = Facts.fold(List.of(tick(CaptureMethod.AUTHENTICATED_SELF_SERVICE, weeksLater)));
        PermissionState merged = fold(yes, new Absorbed(Facts.fold(List.of(no)), Map.of()));
        assertThat(Facts.allows(merged, KEY, 1, Facts.PLAIN)).isFalse();

        // When
        PermissionState after = fold(merged, again(merged, ObjectionScope.ALL_MARKETING, TEN));

        // Then
        assertThat(Facts.allows(after, KEY, 1, Facts.PLAIN)).isFalse();
    }

    @Test
    void isLiftedByABrowser_onlyWhereItIsAboutBrowsers() {
        // Given
        Objection all = objection(ObjectionScope.ALL_MARKETING, null);
        Objection storage = objection(ObjectionScope.CHANNEL, Channel.WEB_STORAGE);
        PermissionState state = Facts.fold(List.of(new Objected(all), new Objected(storage)));
        Act click = Facts.act(CaptureMethod.CMP_BANNER, TEN, TEN);
        Act login = Facts.act(CaptureMethod.AUTHENTICATED_SELF_SERVICE, TEN, TEN);

        // When
        PermissionState after = fold(
                fold(
                        fold(state, new Lifted(all.id(), IdentifierType.DEVICE, click)),
                        new Lifted(all.id(), IdentifierType.DEVICE, login)),
                new Lifted(storage.id(), IdentifierType.DEVICE, click));

        // Then
        assertThat(after.objection(all.id()).orElseThrow().liftedAt()).isNull();
        assertThat(after.objection(storage.id()).orElseThrow().liftedAt()).isNotNull();
    }

    @Test
    void keepsTopicPauseAndChannel_whenAPlainFormOfAnybodyTakesThemBack() {
        // Given
        Preference.Change stop = new Preference.Change(
                "kysely", NINE.plus(Duration.ofDays(9)), List.of(), List.of("news"), Channel.SMS, false, null, null);
        Preference.Change go =
                new Preference.Change("kysely", NINE, List.of("news"), List.of(), null, true, List.of(), List.of());
        Act own = Facts.act(CaptureMethod.WEB_CHECKBOX, NINE, NINE);
        PermissionState held = fold(PermissionState.EMPTY, new Preferred(stop, IdentifierType.EMAIL, own));

        // When
        PermissionState stranger = fold(held, preferred(go, IdentifierType.EMAIL, CaptureMethod.WEB_CHECKBOX));
        PermissionState browser = fold(held, preferred(go, IdentifierType.DEVICE, CaptureMethod.CMP_BANNER));
        PermissionState person =
                fold(held, preferred(go, IdentifierType.EMAIL, CaptureMethod.AUTHENTICATED_SELF_SERVICE));

        // Then
        for (PermissionState after : List.of(stranger, browser)) {
            assertThat(preference(after).topicsOff()).containsExactly("news");
            assertThat(preference(after).pausedUntil()).isEqualTo(NINE.plus(Duration.ofDays(9)));
            assertThat(preference(after).topicsOn()).isEmpty();
        }
        assertThat(preference(person).topicsOff()).isEmpty();
    }

    @Test
    void keepsWhatStaffTookDown_whenAnEarlierTickIsUploadedLater() {
        // Given
        Preference.Change off =
                new Preference.Change("kysely", null, List.of(), List.of("news"), null, false, null, null);
        Preference.Change on =
                new Preference.Change("kysely", null, List.of("news"), List.of(), null, false, null, null);
        Act phone = Facts.act(CaptureMethod.STAFF_ENTRY_UNSIGNED, Actor.STAFF, TEN, TEN, false);
        Act login = Facts.act(CaptureMethod.AUTHENTICATED_SELF_SERVICE, NINE, EVENING);

        // When
        PermissionState held = fold(PermissionState.EMPTY, new Preferred(off, IdentifierType.EMAIL, phone));
        PermissionState uploaded = fold(held, new Preferred(on, IdentifierType.EMAIL, login));

        // Then
        assertThat(preference(uploaded).topicsOff()).containsExactly("news");
    }

    @Test
    void endsTheCallThatTheOtherOneAskedFor_whenTwoTurnOutToBeOnePerson() {
        // Given
        CallbackRequest call = new CallbackRequest(
                UUID.randomUUID(),
                "kysely",
                List.of("energy"),
                NINE,
                NINE.plus(Duration.ofDays(14)),
                1,
                0,
                List.of(),
                null,
                NINE);
        PermissionState asked = fold(PermissionState.EMPTY, new CallbackAsked(call));
        PermissionState objected = Facts.fold(List.of(Facts.objected(ObjectionScope.ALL_MARKETING, TEN, TEN)));

        // When
        PermissionState merged = fold(asked, new Absorbed(objected, Map.of()));

        // Then
        CallbackRequest left = merged.wishes().callback(call.id()).orElseThrow();
        assertThat(left.claimableAt(LATER)).isFalse();
    }

    @Test
    void remembersThePorting_whenTheNextSyncLeavesItOut() {
        // Given
        Related ported = customer(NINE, new Relationship.Mobile(true, NINE));

        // When
        PermissionState synced = Facts.fold(List.of(ported, customer(NINE, new Relationship.Mobile(true, null))));
        PermissionState silent = Facts.fold(List.of(ported, customer(NINE, null)));
        PermissionState anew = Facts.fold(
                List.of(ported, customer(NINE.plus(Duration.ofDays(40)), new Relationship.Mobile(true, null))));

        // Then
        assertThat(mobile(synced)).isEqualTo(new Relationship.Mobile(true, NINE));
        assertThat(mobile(silent)).isEqualTo(new Relationship.Mobile(false, NINE));
        assertThat(mobile(anew)).isEqualTo(new Relationship.Mobile(true, null));
    }

    @Test
    void keepsTheOrganisationInSight_whenItsAddressTurnsOutToBeSomebodys() {
        // Given
        PermissionState role = Facts.fold(List.of(described(ContactKind.ROLE_ADDRESS)));
        PermissionState consumer = Facts.fold(List.of(described(ContactKind.CONSUMER)));

        // When
        PermissionState merged = fold(role, new Absorbed(consumer, Map.of()));

        // Then
        assertThat(merged.kind("kysely")).isEqualTo(ContactKind.UNKNOWN);
    }

    @Test
    void asksTheAddressOnce_whenAFormIsSentAgainBeforeItAnswers() {
        // Given
        Given first = Facts.given(KEY, 1, Facts.DOUBLE_OPT_IN, Terms.PLAIN, form(NINE));
        PermissionState asked = Facts.fold(List.of(first));

        // When
        PermissionState again =
                fold(asked, Facts.given(KEY, 1, Facts.DOUBLE_OPT_IN, Terms.PLAIN, form(NINE.plusSeconds(30))));
        PermissionState afterANo = fold(
                fold(again, Facts.objected(ObjectionScope.ALL_MARKETING, TEN, TEN)),
                Facts.given(KEY, 1, Facts.DOUBLE_OPT_IN, Terms.PLAIN, form(LATER)));
        PermissionState muchLater = fold(
                again, Facts.given(KEY, 1, Facts.DOUBLE_OPT_IN, Terms.PLAIN, form(NINE.plus(Duration.ofDays(40)))));

        // Then
        assertThat(waiting(again)).isEqualTo(first.recordId());
        assertThat(waiting(afterANo)).isNotEqualTo(first.recordId());
        assertThat(waiting(muchLater)).isNotEqualTo(first.recordId());
    }

    private static UUID waiting(PermissionState state) {
        return Objects.requireNonNull(state.cell(KEY, 1).pending()).recordId();
    }

    private static Act form(Instant at) {
        return Facts.act(CaptureMethod.WEB_CHECKBOX, at, at);
    }

    private static Described described(ContactKind kind) {
        return new Described(
                new Contact("kysely", kind, AgeBand.UNKNOWN, null, null, List.of(), null, null, null, NINE));
    }

    private static Relationship.@Nullable Mobile mobile(PermissionState state) {
        return state.relationships().get(0).mobile();
    }

    private static Related customer(Instant since, Relationship.@Nullable Mobile mobile) {
        return new Related(new Relationship(
                "kysely",
                Relationship.Type.CUSTOMER,
                since.atZone(ZoneOffset.UTC).toLocalDate(),
                null,
                List.of(),
                null,
                mobile,
                since));
    }

    private static Preferred preferred(Preference.Change change, IdentifierType type, CaptureMethod method) {
        return new Preferred(change, type, Facts.act(method, TEN, TEN));
    }

    private static Preference preference(PermissionState state) {
        return state.wishes().preference("kysely").orElseThrow();
    }

    /** The same objection as the state may have already, as somebody says it at this time. */
    private static Objected again(PermissionState state, ObjectionScope scope, Instant at) {
        Objection said = new Objection(UUID.randomUUID(), "kysely", scope, null, null, null, at, LATER, null);
        return new Objected(state.saidAgain(said));
    }

    private static Objected purpose(Instant at) {
        return new Objected(new Objection(
                UUID.randomUUID(), "kysely", ObjectionScope.PURPOSE, KEY.channel(), KEY.purpose(), null, at, at, null));
    }

    private static Objection objection(ObjectionScope scope, @Nullable Channel channel) {
        return new Objection(UUID.randomUUID(), "kysely", scope, channel, null, null, NINE, NINE, null);
    }

    private static Given tick(CaptureMethod method, Instant at) {
        return Facts.given(KEY, 1, Facts.PLAIN, Terms.PLAIN, Facts.act(method, at, at.isAfter(EVENING) ? at : EVENING));
    }

    private static PermissionState fold(PermissionState state, PermissionFact fact) {
        return fact.foldInto(state, Facts.catalogue()).state();
    }
}
