// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

/** One partition of a feed. */
public record Part(Feed feed, int partition) {}
