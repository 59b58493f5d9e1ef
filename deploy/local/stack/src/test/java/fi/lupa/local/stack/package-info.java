// SPDX-License-Identifier: Apache-2.0
/**
 * The system tests: the started stack, asked over HTTP as its users would.
 *
 * <p>Invariant: nothing here reaches into a service; faults are made from outside, with a printed seed.
 */
@NullMarked
package fi.lupa.local.stack;

import org.jspecify.annotations.NullMarked;
