// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.platform.identifier.IdentifierKey;

/**
 * An identifier that a subject has, under one version of the masters.
 *
 * @param valued whether the vault holds its value: not of one that came as a hash, nor where the value has been forgotten
 */
public record HeldIdentifier(
        int ref, IdentifierType type, IdentifierKey key, int sinceEpoch, long sinceXid, boolean valued) {}
