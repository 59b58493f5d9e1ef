// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.index;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.support.StateJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MemoryIndexTest {

    private static final TenantId TENANT = new TenantId(UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa"));
    private static final IdentifierKey KEY = key(1);
    private static final StateJson FIRST = StateJson.given(TENANT, UUID.randomUUID(), "kysely", KEY, 10);

    private final MemoryIndex index = new MemoryIndex(Set.of(), key -> 0);

    @Test
    void findsNothing_whenTheIdentifierOrTheTenantIsUnknown() {
        // Given
        index.put(held(FIRST));

        // Then
        assertThat(index.find(TENANT, List.of(key(2)))).isEmpty();
        assertThat(index.find(new TenantId(UUID.randomUUID()), List.of(KEY))).isEmpty();
    }

    @Test
    void keepsTheNewest_whenStatesComeTwiceAndOutOfOrder() {
        // Given
        StateJson second = FIRST.withdrawn(11);

        // When
        index.put(held(second));
        index.put(held(FIRST));
        index.put(held(second));

        // Then
        assertThat(only().facts().revision()).isEqualTo(2);
    }

    @Test
    void replacesAHigherRevision_whenTheEpochIsLater() {
        // When
        index.put(held(FIRST.inEpoch(1, 9, 90)));
        index.put(held(FIRST.inEpoch(2, 3, 5)));
        index.put(held(FIRST.inEpoch(1, 10, 91)));

        // Then
        assertThat(only().facts().revision()).isEqualTo(3);
    }

    @Test
    void findsEveryStateThatClaimsTheIdentifier() {
        // Given
        StateJson other = StateJson.given(TENANT, UUID.randomUUID(), "kysely", KEY, 12);

        // When
        index.put(held(FIRST));
        index.put(held(other));

        // Then
        assertThat(index.find(TENANT, List.of(KEY))).hasSize(2);
    }

    @Test
    void findsNoLonger_whatAStateHasLetGoOf() {
        // Given
        index.put(held(FIRST));

        // When
        index.put(held(FIRST.withdrawn(11), "\"identifiers\":[]"));

        // Then
        assertThat(index.find(TENANT, List.of(KEY))).isEmpty();
        assertThat(index.identifiers()).isZero();
    }

    @Test
    void tellsNobodyYes_untilALaterStateComes_whenSomethingCouldNotBeRead() {
        // Given
        index.put(held(FIRST));

        // When
        index.distrust(held(FIRST).key());
        index.put(held(FIRST));

        // Then
        assertThat(only().facts().status()).isEqualTo(SubjectState.Status.UNREADABLE);

        // When
        index.put(held(FIRST.givenAgain(12)));

        // Then
        assertThat(only().facts().status()).isEqualTo(SubjectState.Status.LIVE);
    }

    @Test
    void showsNoControllers_beforeTheBatchIsPublished() {
        // When
        index.publish(Map.of());

        // Then
        assertThat(index.controller(TENANT, "kysely")).isEmpty();
        assertThat(index.marks().asOf()).isEmpty();
    }

    private StateIndex.Found only() {
        List<StateIndex.Found> found = index.find(TENANT, List.of(KEY));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static HeldState held(StateJson state) {
        return FeedReader.kept(state.json());
    }

    private static HeldState held(StateJson state, String identifiers) {
        return FeedReader.kept(state.json().replaceFirst("\"identifiers\":\\[.*?\\]", identifiers));
    }

    private static IdentifierKey key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new IdentifierKey(1, bytes);
    }
}
