// SPDX-License-Identifier: Apache-2.0
/**
 * Consent receipts: what a person can keep as proof of what was recorded (ISO/IEC TS 27560, DPV 2.3, GDPR 7(1)).
 *
 * <p>Invariant: a receipt is made of committed facts and of the catalogue as it was then; it holds no address and no evidence, and nothing that
 * has no effect looks like a consent.
 *
 * <p>Neighbours: {@code capture} registers receipts, {@code catalogue} tells what was in force, {@code vault} derives the signing keys.
 */
@NullMarked
package fi.lupa.consent.receipt;

import org.jspecify.annotations.NullMarked;
