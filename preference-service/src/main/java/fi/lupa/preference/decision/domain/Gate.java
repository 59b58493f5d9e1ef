// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;

/** Rules that are asked together, in their order. */
record Gate(String letter, String title, List<Rule> rules) {}
