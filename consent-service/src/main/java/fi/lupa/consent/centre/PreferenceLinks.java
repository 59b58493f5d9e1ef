// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.LinkSecrets;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes the link to the preference centre for mails of this service's own. */
@ApplicationScoped
public class PreferenceLinks {

    private final PreferenceTokens tokens;
    private final LinkSecrets secrets;

    PreferenceLinks(PreferenceTokens tokens, LinkSecrets secrets) {
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /** Returns the address of a person's page at a controller; throws a problem for what is no e-mail address. */
    public String link(TenantId tenant, Controller controller, String address, Instant now) {
        RawIdentifier raw = new RawIdentifier(IdentifierType.EMAIL, address, null);
        byte[] innerHash = IdentifierKeys.innerHash(MintPreferenceLink.address(raw, controller));
        Addressees.Link whom = new Addressees.Link(tenant, controller.key(), innerHash);
        Instant until = PreferenceLinkRequest.USUAL.after(now);
        return secrets.url("p/" + tokens.write(new PreferenceToken(whom, until)));
    }
}
