// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of referrals.
 *
 * <p>Invariant: everything goes in and out over HTTP; the database is looked at only for what is stored.
 *
 * <p>Neighbours: the fixtures of {@code capture}.
 */
@NullMarked
package fi.lupa.consent.referral;

import org.jspecify.annotations.NullMarked;
