// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.platform.id.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What an unsubscribe link says: who wants to hear no more of what.
 *
 * @param purpose null: all e-mail marketing of the controller
 * @param innerHash SHA-256 of the normalised address, from which the identifier's keys are made in whatever register it is then
 */
@SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
record UnsubscribeToken(
        TenantId tenant, String controller, @Nullable String purpose, byte[] innerHash) {

    Addressees.Link link() {
        return new Addressees.Link(tenant, controller, innerHash);
    }

    @Override
    public String toString() {
        return "UnsubscribeToken[…]";
    }
}
