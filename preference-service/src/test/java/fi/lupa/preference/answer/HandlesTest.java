// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HandlesTest {

    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa");
    private static final TenantId TENANT = TenantId.ofKey("survey-vendor");
    private static final Handles.Client CLIENT = new Handles.Client(TENANT, "marketing-tool");
    private static final NormalisedIdentifier ANNA =
            new NormalisedIdentifier(IdentifierType.EMAIL, "lupa-email-1", "anna@example.fi");

    private final Handles handles = new Handles(new byte[32]);

    @Test
    void isTheSameForTheSameClient() {
        assertThat(handles.handle(CLIENT, DOMAIN, ANNA))
                .hasSize(22)
                .isEqualTo(new Handles(new byte[32]).handle(CLIENT, DOMAIN, ANNA));
    }

    @Test
    void meansNothingToAnybodyElse() {
        // Given
        String handle = handles.handle(CLIENT, DOMAIN, ANNA);

        // Then
        assertThat(handles.handle(new Handles.Client(TENANT, "mailer"), DOMAIN, ANNA))
                .isNotEqualTo(handle);
        assertThat(handles.handle(new Handles.Client(TenantId.ofKey("telecom-group"), "marketing-tool"), DOMAIN, ANNA))
                .isNotEqualTo(handle);
        assertThat(handles.handle(CLIENT, UUID.randomUUID(), ANNA)).isNotEqualTo(handle);
    }
}
