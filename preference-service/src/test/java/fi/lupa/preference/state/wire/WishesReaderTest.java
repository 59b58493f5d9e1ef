// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.CallbackRequest;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.support.StateJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What calls and sales rest on in a state, and of which of several identifiers it speaks. */
class WishesReaderTest {

    private static final TenantId TENANT = TenantId.ofKey("wishes");
    private static final IdentifierKey KEY = new IdentifierKey(1, new byte[32]);
    private static final StateJson STATE = StateJson.given(TENANT, UUID.randomUUID(), "kysely", KEY, 745);
    private static final String CALLBACK = """
            "callbackRequests":[{"id":"018f0000-0000-7000-8000-0000000000c1","controller":"kysely","productGroups":["mobile"],
             "requestedAt":"2026-11-21T09:00:00.000Z","expiresAt":"2026-12-05T09:00:00.000Z","maxCalls":2,"used":1,
             "claims":[{"digest":"ab","expiresAt":"2026-11-21T11:00:00.000Z"}],"revokedAt":null,
             "recordedAt":"2026-11-21T09:00:00.100Z"}],
            """;
    private static final String SALE = """
            "relationships":[{"controller":"kysely","type":"CUSTOMER","since":"2024-05-01","until":null,
             "productGroups":["broadband"],"contactDetail":{"obtainedInSale":true,"refusalOffered":true,
             "at":"2024-05-01T10:00:00.000Z"},"mobile":null,"recordedAt":"2026-11-02T08:00:00.100Z"}]
            """;

    @Test
    void readsWhatACallRestsOn() {
        // When
        List<CallbackRequest> asked = asked(with(CALLBACK)).wishes().callbacks();

        // Then
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.productGroups()).containsExactly("mobile");
            assertThat(request.maxCalls()).isEqualTo(2);
            assertThat(request.used()).isEqualTo(1);
            assertThat(request.revokedAt()).isNull();
            assertThat(request.claims())
                    .containsExactly(new CallbackRequest.Claim("ab", Instant.parse("2026-11-21T11:00:00Z")));
        });
    }

    @Test
    void refusesTheState_whenACallbackRequestLacksItsEnd() {
        assertThat(read(with(CALLBACK).replace("\"expiresAt\":\"2026-12-05T09:00:00.000Z\",", "")))
                .isInstanceOf(FeedRecord.Rejected.class);
    }

    @Test
    void speaksOfNoIdentifierInParticular_whenThereAreSeveralOfItsKind() {
        // Given
        String one = with(CALLBACK).replace("\"relationships\":[]", SALE);
        String two = one.replace("\"identifiers\":[", "\"identifiers\":[" + identifier("EMAIL") + ",");
        String other = one.replace("\"identifiers\":[", "\"identifiers\":[" + identifier("PHONE") + ",");

        // When
        SubjectState alone = asked(one);
        SubjectState among = asked(two);
        SubjectState beside = asked(other);

        // Then
        assertThat(alone.wishes().callbacks()).hasSize(1);
        assertThat(alone.relationships().get(0).contactDetail()).isNotNull();
        assertThat(among.wishes().callbacks()).isEmpty();
        assertThat(among.relationships().get(0).contactDetail()).isNull();
        assertThat(among.relationships().get(0).productGroups()).containsExactly("broadband");
        assertThat(beside).isEqualTo(alone);
    }

    @Test
    void readsHowANoWasSaid_whatIsWrongWithAYes_andWhenItWasAskedFor() {
        // Given
        String json = STATE.withdrawn(746)
                .json()
                .replace("\"doNotAskBefore\":null", "\"doNotAskBefore\":null,\"method\":\"BROWSER_SETTINGS\"")
                .replace("\"undemonstrable\":null,\"askedAt\":null", """
                        "undemonstrable":{"recordId":"018f0000-0000-7000-8000-0000000000d1","method":"CMP_BANNER",
                        "defect":"TC_STRING_INVALID","at":"2026-11-01T00:00:00.000Z","recordedAt":"2026-11-01T00:00:00.000Z"},
                        "askedAt":"2026-11-01T00:00:00.000Z"
                        """);

        // When
        ChoiceCell cell = asked(json).choices().get(0);

        // Then
        assertThat(cell.askedAt()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(cell.prohibition()).isNotNull().extracting("method").isEqualTo("BROWSER_SETTINGS");
        assertThat(cell.undemonstrable()).isNotNull().extracting("defect").isEqualTo("TC_STRING_INVALID");
    }

    private static String with(String members) {
        return STATE.json().replaceFirst("\\{", "{" + members);
    }

    private static String identifier(String type) {
        return "{\"ref\":2,\"type\":\"%s\",\"key\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE\",\"keyVersion\":1,\"since\":{\"epoch\":1,\"xid\":\"1\"}}"
                .formatted(type);
    }

    private static SubjectState asked(String json) {
        FeedRecord read = read(json);
        assertThat(read).isInstanceOf(FeedRecord.State.class);
        return ((FeedRecord.State) read).state().askedBy(List.of(KEY));
    }

    private static FeedRecord read(String json) {
        return FeedReader.read(new FeedReader.Raw(
                new Origin(new Part(Feed.STATES, 0), 7),
                STATE.key().getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8),
                Optional.empty()));
    }
}
