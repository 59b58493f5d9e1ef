// SPDX-License-Identifier: Apache-2.0
/**
 * The demo tenants: a survey-software vendor and a telecom group, made through the public API alone.
 *
 * <p>Invariant: every name and address is obviously made up; seeding twice changes nothing.
 */
@NullMarked
package fi.lupa.local.stack.demo;

import org.jspecify.annotations.NullMarked;
