// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.Map;

/** A topic as it must be: fixed partitions, and the settings that its meaning depends on. */
public record TopicDefinition(String name, int partitions, Map<String, String> config) {}
