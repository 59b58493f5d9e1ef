// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.id.TenantId;
import java.time.Instant;

/** What a notice token proves: that a server was given this text of this version to show for this controller, until then. */
record NoticeToken(TenantId tenant, String controller, Text text, Instant until) {

    /** One text, by its notice, version, language and digest. */
    record Text(String id, String version, String language, String sha256) {}

    boolean isOf(TenantId asked, String askedController, Text shown) {
        return tenant.equals(asked) && controller.equals(askedController) && text.equals(shown);
    }
}
