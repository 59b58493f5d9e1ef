// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What time, reminders, calls and preferences could undo, and do not. */
class TimeAndWishesTest {

    private static final ChoiceKey KEY = new ChoiceKey("kysely", "product-updates", Channel.EMAIL);
    private static final Instant NOON = Facts.NOON;

    @Test
    void keepsTheExpiredPermissionInSight_soThatNoWeakerBasisTakesItsPlace() {
        // Given
        Given given = given(NOON, false);
        PermissionState state = fold(PermissionState.EMPTY, given);

        // When
        PermissionState expired = fold(state, new Expired(given.recordId(), KEY, 1, NOON.plusSeconds(9)));

        // Then
        Cell cell = expired.cell(KEY, 1);
        assertThat(cell.permission())
                .isNotNull()
                .extracting(Permission::expiredAt)
                .isEqualTo(NOON.plusSeconds(9));
        assertThat(cell.askedAt()).isEqualTo(NOON);
    }

    @Test
    void givesNothingBack_whenAnExpiredYesIsPostedAgainOrImported() {
        // Given
        Given given = given(NOON, false);
        PermissionState state =
                fold(fold(PermissionState.EMPTY, given), new Expired(given.recordId(), KEY, 1, NOON.plusSeconds(9)));

        // When
        PermissionState replayed = fold(state, given(NOON.plusSeconds(20), true));

        // Then
        assertThat(replayed.choices()).isEqualTo(state.choices());
    }

    @Test
    void startsAnew_whenThePersonSaysYesAgain() {
        // Given
        Given given = given(NOON, false);
        PermissionState state =
                fold(fold(PermissionState.EMPTY, given), new Expired(given.recordId(), KEY, 1, NOON.plusSeconds(9)));

        // When
        PermissionState anew = fold(state, given(NOON.plusSeconds(20), false));

        // Then
        assertThat(anew.cell(KEY, 1).permission())
                .isNotNull()
                .extracting(Permission::expiredAt)
                .isNull();
    }

    @Test
    void endsOnlyTheRecordItNames_whenSomethingElseWasSaidSince() {
        // Given
        Given given = given(NOON, false);
        Prohibited no = new Prohibited(
                UUID.randomUUID(), Prohibition.Kind.WITHDRAWN, KEY, Set.of(1), null, act(NOON.plusSeconds(5), false));
        PermissionState withdrawn = fold(fold(PermissionState.EMPTY, given), no);

        // When
        PermissionState after = fold(withdrawn, new Expired(given.recordId(), KEY, 1, NOON.plusSeconds(9)));

        // Then
        assertThat(after.choices()).isEqualTo(withdrawn.choices());
    }

    @Test
    void forgetsWhatWaited_andNotThatItWasAsked() {
        // Given
        PurposeRules careful = new PurposeRules(Category.DIRECT_MARKETING, false, true, false);
        Given asked = Facts.given(KEY, 1, careful, Terms.PLAIN, act(NOON, false));
        PermissionState waiting = fold(PermissionState.EMPTY, asked);
        assertThat(waiting.cell(KEY, 1).pending()).isNotNull();

        // When
        PermissionState after = fold(waiting, new Expired(asked.recordId(), KEY, 1, NOON.plusSeconds(9)));

        // Then
        assertThat(after.cell(KEY, 1).pending()).isNull();
        assertThat(after.cell(KEY, 1).permission()).isNull();
        assertThat(after.cell(KEY, 1).askedAt()).isEqualTo(NOON);
    }

    @Test
    void carriesTheGuardian_intoTheStanding() {
        // When
        PermissionState state = fold(
                PermissionState.EMPTY,
                Facts.given(
                        KEY,
                        1,
                        rules(),
                        Terms.PLAIN,
                        Facts.act(CaptureMethod.WEB_CHECKBOX, Actor.GUARDIAN, NOON, NOON, false)));

        // Then
        assertThat(state.cell(KEY, 1).permission())
                .isNotNull()
                .extracting(Permission::actor)
                .isEqualTo(Actor.GUARDIAN);
    }

    @Test
    void lendsOneCallToOneClaimer_andNoneAfterTheCall() {
        // Given
        CallbackRequest request = request(NOON);
        PermissionState asked = fold(PermissionState.EMPTY, new CallbackAsked(request));

        // When
        PermissionState claimed = fold(asked, claim(request, "a"));
        PermissionState twice = fold(claimed, claim(request, "b"));
        PermissionState called = fold(twice, new CallbackReported(request.id(), "a", true));
        PermissionState late = fold(called, new CallbackReported(request.id(), "a", false));

        // Then
        assertThat(callback(twice).claims()).hasSize(1);
        assertThat(callback(called).used()).isEqualTo(1);
        assertThat(callback(late)).isEqualTo(callback(called));
        assertThat(callback(late).claimableAt(NOON.plusSeconds(1))).isFalse();
    }

    @Test
    void givesTheClaimBack_whenNobodyWasReached() {
        // Given
        CallbackRequest request = request(NOON);
        PermissionState claimed = fold(fold(PermissionState.EMPTY, new CallbackAsked(request)), claim(request, "a"));

        // When
        PermissionState after = fold(claimed, new CallbackReported(request.id(), "a", false));

        // Then
        assertThat(callback(after).claims()).isEmpty();
        assertThat(callback(after).claimableAt(NOON.plusSeconds(1))).isTrue();
        assertThat(callback(after).claimableAt(NOON.plus(Duration.ofDays(14)))).isFalse();
    }

    @Test
    void endsTheCallbackRequest_whenThePersonObjectsLater() {
        // Given
        CallbackRequest request = request(NOON);
        PermissionState asked = fold(PermissionState.EMPTY, new CallbackAsked(request));

        // When
        PermissionState all = fold(asked, objected(ObjectionScope.ALL_MARKETING, null, NOON.plusSeconds(5)));
        PermissionState voice =
                fold(asked, objected(ObjectionScope.CHANNEL, Channel.VOICE_AUTOMATED, NOON.minusSeconds(5)));
        PermissionState mail = fold(asked, objected(ObjectionScope.CHANNEL, Channel.EMAIL, NOON.plusSeconds(5)));
        PermissionState letter =
                fold(asked, objected(ObjectionScope.ALL_MARKETING, null, NOON.minus(Duration.ofDays(3))));

        // Then
        assertThat(callback(all).revokedAt()).isNotNull();
        assertThat(callback(all).claimableAt(NOON.plusSeconds(6))).isFalse();
        assertThat(callback(voice).revokedAt()).isNotNull();
        assertThat(callback(mail).revokedAt()).isNull();
        assertThat(callback(letter).revokedAt()).isNull();
    }

    @Test
    void liftsNothing_whenThePersonAsksForACall() {
        // Given
        PermissionState objected =
                fold(PermissionState.EMPTY, objected(ObjectionScope.ALL_MARKETING, null, NOON.minusSeconds(60)));

        // When
        PermissionState asked = fold(objected, new CallbackAsked(request(NOON)));

        // Then
        assertThat(asked.objections()).isEqualTo(objected.objections());
    }

    @Test
    void loosensByThePersonsOwnLaterWordAlone_whateverTheOthersSay() {
        // Given
        Preference.Change stop =
                change(NOON.plus(Duration.ofDays(9)), List.of(), List.of("news"), Channel.EMAIL, false);
        PermissionState held = fold(PermissionState.EMPTY, new Preferred(stop, IdentifierType.EMAIL, act(NOON, false)));
        Preference.Change go = change(NOON, List.of("news"), List.of(), null, true);

        // When
        List<Act> others = List.of(
                act(NOON.plusSeconds(5), true),
                act(NOON.minusSeconds(5), false),
                Facts.act(
                        CaptureMethod.STAFF_ENTRY_UNSIGNED,
                        Actor.STAFF,
                        NOON.plusSeconds(5),
                        NOON.plusSeconds(5),
                        false),
                Facts.act(CaptureMethod.WEB_CHECKBOX, Actor.SYSTEM, NOON.plusSeconds(5), NOON.plusSeconds(5), false));

        // Then
        for (Act act : others) {
            Preference after = preference(fold(held, new Preferred(go, IdentifierType.EMAIL, act)));
            assertThat(after.topicsOff()).containsExactly("news");
            assertThat(after.onlyChannels()).containsExactly(Channel.EMAIL);
            assertThat(after.pausedUntil()).isEqualTo(NOON.plus(Duration.ofDays(9)));
        }
        Act login = Facts.act(CaptureMethod.AUTHENTICATED_SELF_SERVICE, NOON.plusSeconds(5), NOON.plusSeconds(5));
        Preference own = preference(fold(held, new Preferred(go, IdentifierType.EMAIL, login)));
        assertThat(own.topicsOff()).isEmpty();
        assertThat(own.topicsOn()).containsExactly("news");
        assertThat(own.onlyChannels()).isEmpty();
        assertThat(own.pausedUntil()).isEqualTo(NOON);
    }

    @Test
    void takesWhatHoldsBack_fromAnybody() {
        // When
        PermissionState state = fold(
                PermissionState.EMPTY,
                new Preferred(
                        change(null, List.of(), List.of("news"), Channel.SMS, false),
                        IdentifierType.EMAIL,
                        Facts.act(CaptureMethod.STAFF_ENTRY_UNSIGNED, Actor.STAFF, NOON, NOON, false)));

        // Then
        assertThat(preference(state).topicsOff()).containsExactly("news");
        assertThat(preference(state).onlyChannels()).containsExactly(Channel.SMS);
    }

    private static Preference.Change change(
            @Nullable Instant pausedUntil, List<String> on, List<String> off, @Nullable Channel only, boolean any) {
        return new Preference.Change("kysely", pausedUntil, on, off, only, any, null, null);
    }

    private static CallbackRequest request(Instant at) {
        return new CallbackRequest(
                UUID.randomUUID(),
                "kysely",
                List.of("mobile"),
                at,
                at.plus(Duration.ofDays(14)),
                1,
                0,
                List.of(),
                null,
                at);
    }

    private static CallbackClaimed claim(CallbackRequest request, String digest) {
        return new CallbackClaimed(
                request.id(), new CallbackRequest.Claim(digest, NOON.plus(Duration.ofHours(2))), NOON.plusSeconds(1));
    }

    private static Objected objected(ObjectionScope scope, @Nullable Channel channel, Instant at) {
        return new Objected(
                new Objection(UUID.randomUUID(), "kysely", scope, channel, null, null, at, NOON.plusSeconds(6), null));
    }

    private static CallbackRequest callback(PermissionState state) {
        return state.wishes().callbacks().get(0);
    }

    private static Preference preference(PermissionState state) {
        return state.wishes().preference("kysely").orElseThrow();
    }

    private static Given given(Instant at, boolean replayed) {
        return Facts.given(KEY, 1, rules(), Terms.PLAIN, act(at, replayed));
    }

    private static Act act(Instant at, boolean replayed) {
        return Facts.act(CaptureMethod.WEB_CHECKBOX, Actor.SUBJECT, at, at, replayed);
    }

    private static PurposeRules rules() {
        return new PurposeRules(Category.DIRECT_MARKETING, false, false, false);
    }

    private static PermissionState fold(PermissionState state, PermissionFact fact) {
        PermissionState next = fact.foldInto(state, Facts.catalogue()).state();
        assertThat(next.revision()).isEqualTo(state.revision() + 1);
        return next;
    }
}
