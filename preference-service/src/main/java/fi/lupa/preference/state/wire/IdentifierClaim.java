// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.state.domain.Position;

/** One identifier of a subject, under one version of its key, by the number by which the state's cells refer to it. */
public record IdentifierClaim(int ref, IdentifierType type, IdentifierKey key, Position since) {}
