// SPDX-License-Identifier: Apache-2.0
/**
 * Who stands behind an address: the organisation of a domain or of a business id.
 *
 * <p>Invariant: the identifiers of an organisation are never attached to a person's subject, and a public mailbox provider is nobody's organisation.
 *
 * <p>Neighbours: {@code capture} records prohibitions of organisations on the subjects named here; {@code subject} reads identifiers.
 */
@NullMarked
package fi.lupa.consent.organisation;

import org.jspecify.annotations.NullMarked;
