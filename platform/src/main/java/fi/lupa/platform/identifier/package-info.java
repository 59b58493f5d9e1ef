// SPDX-License-Identifier: Apache-2.0
/**
 * Turns what a client calls a person into a normalised identifier and that into a keyed hash.
 *
 * <p>Invariant: the same address gives the same key in every service, and no text form of these types shows the address.
 *
 * <p>Neighbours: its keys are what vault, index and suppressions store; its refusals become problems in the resources.
 */
@NullMarked
package fi.lupa.platform.identifier;

import org.jspecify.annotations.NullMarked;
