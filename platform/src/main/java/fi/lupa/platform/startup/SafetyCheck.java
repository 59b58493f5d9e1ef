// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.startup;

import java.util.function.Predicate;

/**
 * One condition under which production must not start.
 *
 * @param name what is wrong, as the operator reads it
 * @param isUnsafe whether the configuration is unsafe; it must answer true when it cannot tell
 */
record SafetyCheck(String name, Predicate<ConfigView> isUnsafe) {}
