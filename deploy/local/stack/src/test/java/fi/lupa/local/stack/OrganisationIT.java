// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.stack.demo.Api;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a company says holds for every general and work address behind it, whichever address it came from. */
class OrganisationIT {

    private static final String BUSINESS_ID = "1234567-1";

    private final StartedStack lupa = StartedStack.get();
    private final Caller tool = lupa.as("marketing-tool", "kysely");
    private final String domain = UUID.randomUUID().toString().substring(0, 13) + ".example.fi";

    @Test
    void stopsItsOtherGeneralAddresses_whenOneOfThemObjects() {
        // Given
        Api.Answer described = tool.describes("myynti@" + domain, "ROLE_ADDRESS", null);
        assertThat(answer("myynti@" + domain, described)).isEqualTo("ALLOW LEGAL_PERSON_NOT_OPTED_OUT");

        // When
        Api.Answer objected = tool.objects("info@" + domain, "ORGANISATION");

        // Then
        assertThat(answer("myynti@" + domain, objected)).isEqualTo("DENY LEGAL_PERSON_OPTED_OUT");
    }

    @Test
    void stopsAnAddressInAnotherDomain_whenTheBusinessIdIsTheSame() {
        // Given
        String elsewhere = "info@toinen-" + domain;
        Api.Answer described = tool.describes(elsewhere, "ROLE_ADDRESS", BUSINESS_ID);
        assertThat(answer(elsewhere, described)).isEqualTo("ALLOW LEGAL_PERSON_NOT_OPTED_OUT");

        // When
        Api.Answer objected = tool.objectsFor(BUSINESS_ID, "info@" + domain);

        // Then
        assertThat(objected.status()).as(objected.text()).isEqualTo(201);
        assertThat(answer(elsewhere, objected)).isEqualTo("DENY LEGAL_PERSON_OPTED_OUT");
    }

    @Test
    void leavesAConsentAlone_whenAnEmployeeGaveItPersonally() {
        // Given
        String person = "maija@" + domain;
        tool.describes(person, "WORK_NAMED", null);
        tool.gives(person, "product-updates");

        // When
        Api.Answer objected = tool.objects("info@" + domain, "ORGANISATION");

        // Then
        assertThat(answer(person, objected)).isEqualTo("ALLOW CONSENT_GIVEN");
    }

    private String answer(String email, Api.Answer written) {
        return tool.answer(email, "product-updates", FirstPathIT.revision(written));
    }
}
