// SPDX-License-Identifier: Apache-2.0
/**
 * Disclosures as an extract job reads them, over HTTP and against what Kafka carries.
 *
 * <p>Invariant: what is disclosed is compared with digests that were published, never with what the vault itself says.
 *
 * <p>Neighbours: {@code capture}'s test bodies and tenant.
 */
@NullMarked
package fi.lupa.consent.disclosure;

import org.jspecify.annotations.NullMarked;
