// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.store;

/** How far a partition was read: the next offset, valid for the topic of this id and no other. */
public record ReadPosition(String topicId, long nextOffset) {}
