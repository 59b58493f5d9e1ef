// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.permission.PreferenceView;
import fi.lupa.consent.permission.StateHead;
import fi.lupa.consent.permission.StateJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two people who turn out to be one are held back by the wishes of both; who is parted keeps the wishes of the whole. */
class MergedWishesTest {

    private static final Instant EARLY = Instant.parse("2026-11-01T09:00:00.000Z");
    private static final Instant LATE = Instant.parse("2026-11-02T09:00:00.000Z");
    private static final StateHead HEAD =
            new StateHead(new UUID(1, 1), new UUID(2, 2), "sub_01JD7Q5K3M9E8Z2R4T6V8X0Y1Z", EARLY);
    private static final Preference.Cap ONE_A_DAY = new Preference.Cap(List.of(Channel.EMAIL), 1, "P1D");
    private static final Preference.Cap FOUR_A_WEEK = new Preference.Cap(List.of(Channel.EMAIL), 4, "P7D");

    private final PermissionState calm = wishing(preference(EARLY, List.of("news"), List.of("events"), ONE_A_DAY));
    private final PermissionState paused = wishing(preference(LATE, List.of("events"), List.of("offers"), FOUR_A_WEEK));

    @Test
    void holdBackAsBothAsked_whicheverIsAbsorbed() {
        for (PermissionState merged : List.of(absorbed(calm, paused), absorbed(paused, calm))) {
            Preference both = merged.wishes().preference("kysely").orElseThrow();
            assertThat(both.pausedUntil()).isEqualTo(LATE);
            assertThat(both.topicsOff()).containsExactlyInAnyOrder("events", "offers");
            assertThat(both.topicsOn()).containsExactly("news");
            assertThat(both.caps()).containsExactlyInAnyOrder(ONE_A_DAY, FOUR_A_WEEK);
        }
    }

    @Test
    void leaveNoChannel_whenEachOfTheTwoAskedForAnotherAlone() {
        PermissionState mail = wishing(only(Channel.EMAIL));
        PermissionState text = wishing(only(Channel.SMS));

        for (PermissionState merged : List.of(absorbed(mail, text), absorbed(text, mail))) {
            Preference both = merged.wishes().preference("kysely").orElseThrow();
            PreferenceView told = PreferenceView.of(both);
            assertThat(both.onlyChannels()).containsExactlyInAnyOrder(Channel.EMAIL, Channel.SMS);
            assertThat(told.onlyChannel()).isEqualTo("NONE");
            assertThat(told.onlyChannels()).containsExactly(Channel.EMAIL, Channel.SMS);
            assertThat(StateJson.read(StateJson.write(HEAD, merged))).isEqualTo(merged);
        }
        assertThat(absorbed(mail, mail)
                        .wishes()
                        .preference("kysely")
                        .orElseThrow()
                        .onlyChannels())
                .containsExactly(Channel.EMAIL);
    }

    @Test
    void readsWhatWasStoredBeforeSeveralWereKept() {
        String stored = StateJson.write(HEAD, wishing(only(Channel.EMAIL)));
        assertThat(stored).contains("\"onlyChannels\":[\"EMAIL\"],");

        PermissionState read = StateJson.read(stored.replace("\"onlyChannels\":[\"EMAIL\"],", ""));

        assertThat(read.wishes().preference("kysely").orElseThrow().onlyChannels())
                .containsExactly(Channel.EMAIL);
    }

    @Test
    void areKept_whenOnlyOneOfTheTwoAskedForAnything() {
        assertThat(absorbed(PermissionState.EMPTY, paused).wishes()).isEqualTo(paused.wishes());
        assertThat(absorbed(paused, PermissionState.EMPTY).wishes()).isEqualTo(paused.wishes());
    }

    @Test
    void goWithWhoIsParted() {
        PermissionState parted = new Inherited(paused, Map.of())
                .foldInto(PermissionState.EMPTY, (controller, purpose) -> Optional.of(Facts.PLAIN))
                .state();

        assertThat(parted.wishes().preferences()).isEqualTo(paused.wishes().preferences());
    }

    private static PermissionState absorbed(PermissionState into, PermissionState other) {
        return new Absorbed(other, Map.of())
                .foldInto(into, (controller, purpose) -> Optional.of(Facts.PLAIN))
                .state();
    }

    private static Preference only(Channel channel) {
        return new Preference("kysely", null, List.of(), List.of(), Set.of(channel), null, null, EARLY, EARLY);
    }

    private static PermissionState wishing(Preference preference) {
        return PermissionState.EMPTY.with(new Wishes(List.of(), List.of(preference)));
    }

    private static Preference preference(Instant pausedUntil, List<String> on, List<String> off, Preference.Cap cap) {
        return new Preference("kysely", pausedUntil, on, off, Set.of(), null, List.of(cap), EARLY, EARLY);
    }
}
