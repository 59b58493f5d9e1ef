// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.time.InstantSource;

/** Breaks a rule on purpose: the tree asks the clock. */
public record ClockInTheTree(InstantSource clock) {}
