// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandlesTest {

    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa");
    private static final TenantId TENANT = TenantId.ofKey("survey-vendor");
    private static final Handles.Client CLIENT = new Handles.Client(TENANT, "marketing-tool");
    private static final NormalisedIdentifier ANNA =
            new NormalisedIdentifier(IdentifierType.EMAIL, "lupa-email-1", "anna@example.fi");
    private static final String FIRST = master(1);
    private static final IdentifierKeys KEYS =
            IdentifierKeys.parse("{\"current\":1,\"live\":[1],\"masters\":{\"1\":\"%s\"}}".formatted(FIRST));

    private final Handles handles = new Handles(new byte[32]);

    @Test
    void isTheSameForTheSameClient() {
        assertThat(handles.handle(CLIENT, KEYS.live(DOMAIN, ANNA)))
                .hasSize(22)
                .isEqualTo(new Handles(new byte[32]).handle(CLIENT, KEYS.live(DOMAIN, ANNA)));
    }

    @Test
    void meansNothingToAnybodyElse() {
        // Given
        String handle = handles.handle(CLIENT, KEYS.live(DOMAIN, ANNA));

        // Then
        assertThat(handles.handle(new Handles.Client(TENANT, "mailer"), KEYS.live(DOMAIN, ANNA)))
                .isNotEqualTo(handle);
        assertThat(handles.handle(
                        new Handles.Client(TenantId.ofKey("telecom-group"), "marketing-tool"), KEYS.live(DOMAIN, ANNA)))
                .isNotEqualTo(handle);
        assertThat(handles.handle(CLIENT, KEYS.live(UUID.randomUUID(), ANNA))).isNotEqualTo(handle);
    }

    @Test
    void stays_whenANewMasterIsTakenIntoUse() {
        // Given
        IdentifierKeys rotated = IdentifierKeys.parse(
                "{\"current\":2,\"live\":[2,1],\"masters\":{\"1\":\"%s\",\"2\":\"%s\"}}".formatted(FIRST, master(2)));

        // Then
        assertThat(handles.handle(CLIENT, rotated.live(DOMAIN, ANNA)))
                .isEqualTo(handles.handle(CLIENT, KEYS.live(DOMAIN, ANNA)));
    }

    private static String master(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
