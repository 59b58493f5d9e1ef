// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.platform.identifier.IdentifierKey;

/** An identifier that a subject has, under one version of the masters. */
public record HeldIdentifier(int ref, IdentifierType type, IdentifierKey key, int sinceEpoch, long sinceXid) {}
