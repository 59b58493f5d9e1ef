// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what consent banners and browsers say by machine: IAB TCF and GPP strings, Global Privacy Control.
 *
 * <p>Invariant: a string can only fail to prove a yes; nothing it says becomes a permission, and what cannot be read proves nothing.
 *
 * <p>Neighbours: {@code capture} asks it about the strings that come with a choice.
 */
@NullMarked
package fi.lupa.consent.signal;

import org.jspecify.annotations.NullMarked;
