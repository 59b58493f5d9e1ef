// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import org.jspecify.annotations.Nullable;

/**
 * An entry met on a rail.
 *
 * @param shown whether it goes into the bundle; otherwise only its place does
 * @param line the leaf, null if it is not shown or was not asked for
 */
@SuppressWarnings("ArrayRecordComponent") // Written and hashed, never compared.
record WalkedEntry(
        Rail.Kind kind, long position, int year, String log, long index, boolean shown, byte @Nullable [] line) {}
