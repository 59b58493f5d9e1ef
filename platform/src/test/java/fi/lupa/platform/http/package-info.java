// SPDX-License-Identifier: Apache-2.0
/**
 * The platform as a caller over HTTP meets it.
 *
 * <p>Invariant: tokens are really signed and really verified here.
 *
 * <p>Neighbours: problem and caller.
 */
@NullMarked
package fi.lupa.platform.http;

import org.jspecify.annotations.NullMarked;
