// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.history;

import java.time.Instant;
import java.util.Optional;

/**
 * The two times of a question about the past.
 *
 * @param at when the contact would be
 * @param knownAt what was recorded by then is known; empty for all that is recorded now
 */
public record Moment(Instant at, Optional<Instant> knownAt) {}
