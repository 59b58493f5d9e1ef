// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import org.jspecify.annotations.Nullable;

/**
 * A log that the bundle draws from, up to a checkpoint that stays the same however often it is fetched.
 *
 * @param previous the size in the same authority's extract before, null if there was none
 */
record FixedLog(int year, String name, long size, @Nullable Long previous) {}
