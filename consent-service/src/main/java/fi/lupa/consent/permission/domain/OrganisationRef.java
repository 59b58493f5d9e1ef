// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.List;

/**
 * The organisation a contact works for, as a reference and never as an identifier of the contact: many people share a business id.
 *
 * @param keys keyed hashes of the business id, one for each live master
 */
public record OrganisationRef(List<Key> keys) {

    /** Keeps a copy. */
    public OrganisationRef {
        keys = List.copyOf(keys);
    }

    /** One keyed hash, base64url. */
    public record Key(int keyVersion, String key) {}
}
