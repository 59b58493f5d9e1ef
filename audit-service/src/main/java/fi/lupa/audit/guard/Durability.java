// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.guard;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings without which PostgreSQL may forget a commit. */
final class Durability {

    static final Map<String, Set<String>> SAFE = Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "remote_apply"));

    private Durability() {}

    /** Returns the settings, as they are, that are not safe. */
    static List<String> unsafe(Map<String, String> settings) {
        return SAFE.entrySet().stream()
                .filter(safe -> !safe.getValue().contains(settings.getOrDefault(safe.getKey(), "unknown")))
                .map(safe -> safe.getKey() + " is " + settings.getOrDefault(safe.getKey(), "unknown"))
                .sorted()
                .toList();
    }
}
