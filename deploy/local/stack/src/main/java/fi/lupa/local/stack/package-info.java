// SPDX-License-Identifier: Apache-2.0
/**
 * Starts the whole product on one machine: infrastructure, the three services as processes of their own, the demo tenants.
 *
 * <p>Invariant: whatever it started it ends; it configures the services from outside, by files, as an operator would.
 */
@NullMarked
package fi.lupa.local.stack;

import org.jspecify.annotations.NullMarked;
