// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps what is personal readable for as long as the subject's data key exists, and not longer.
 *
 * <p>Invariant: a data key is stored only wrapped, and only its subject's row can bring it back; nothing sealed for one subject or use opens
 * for another.
 *
 * <p>Neighbours: {@code capture} seals identifiers and disclosures, {@code journal} opens identifier keys to publish states, erasure deletes keys.
 */
@NullMarked
package fi.lupa.consent.vault;

import org.jspecify.annotations.NullMarked;
