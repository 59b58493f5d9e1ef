// SPDX-License-Identifier: Apache-2.0
/**
 * Refuses to start production with a configuration that is known to be unsafe.
 *
 * <p>Invariant: every check is a named, plain function over the configuration.
 *
 * <p>Neighbours: reads the configuration of whichever service runs it.
 */
@NullMarked
package fi.lupa.platform.startup;

import org.jspecify.annotations.NullMarked;
