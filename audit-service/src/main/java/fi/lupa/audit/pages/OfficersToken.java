// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The access token of whoever is signed in, to ask other services with: they decide what this person may see. */
@RequestScoped
public class OfficersToken {

    private final SecurityIdentity identity;

    OfficersToken(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Returns the value of the header {@code Authorization}. */
    public String authorization() {
        return "Bearer " + identity.getCredential(AccessTokenCredential.class).getToken();
    }
}
