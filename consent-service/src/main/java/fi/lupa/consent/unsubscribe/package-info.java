// SPDX-License-Identifier: Apache-2.0
/**
 * One-click unsubscribe (RFC 8058): links for mail headers, and the place they lead to.
 *
 * <p>Invariant: looking changes nothing; a press records a no at once, whoever presses and however often, and never anything but a no.
 *
 * <p>Neighbours: {@code capture} records the stop; preference-service mints the same links with the link key that both share.
 */
@NullMarked
package fi.lupa.consent.unsubscribe;

import org.jspecify.annotations.NullMarked;
