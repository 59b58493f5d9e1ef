// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import java.util.List;
import java.util.Map;

/** The seven topics that begin with one prefix: what creates them and what the relay asserts at start. */
public record TopicDefinitions(String prefix, int partitions) {

    private static final Map<String, String> DAYS_30 = Map.of("cleanup.policy", "delete", "retention.ms", "2592000000");
    private static final Map<String, String> COMPACT = Map.of("cleanup.policy", "compact");
    /** A count of which the newest day is older than any cap looks back is of no use to anybody. */
    private static final Map<String, String> COMPACT_31_DAYS =
            Map.of("cleanup.policy", "compact,delete", "retention.ms", "2678400000");

    /** All of them. */
    public List<TopicDefinition> all() {
        return List.of(
                topic(events(), DAYS_30),
                topic(states(), COMPACT),
                topic(suppressions(), COMPACT),
                topic(catalogue(), COMPACT),
                topic(contacts(), COMPACT_31_DAYS),
                topic(recipientNotices(), DAYS_30),
                topic(decisionEvents(), DAYS_30));
    }

    /** Facts. */
    public String events() {
        return prefix + ".permission-events.v1";
    }

    /** The whole state of each subject. */
    public String states() {
        return prefix + ".permission-states.v1";
    }

    /** Blocks of identifier keys. */
    public String suppressions() {
        return prefix + ".suppressions.v1";
    }

    /** Controllers, purposes, notices, mandates … in all their versions. */
    public String catalogue() {
        return prefix + ".catalogue.v1";
    }

    /** How much was sent to each subject, by day. */
    public String contacts() {
        return prefix + ".contacts.v1";
    }

    /** What those have to be told to whom data were disclosed, and that they have acknowledged it. */
    public String recipientNotices() {
        return prefix + ".recipient-events.v1";
    }

    /** What was asked and answered; written by preference-service. */
    public String decisionEvents() {
        return prefix + ".decision-events.v1";
    }

    /** Those whose partitions all get each watermark. */
    List<String> marked() {
        return List.of(states(), suppressions(), catalogue(), contacts());
    }

    /** Those that this service alone writes. */
    List<String> written() {
        return List.of(events(), states(), suppressions(), catalogue(), contacts(), recipientNotices());
    }

    private TopicDefinition topic(String name, Map<String, String> config) {
        return new TopicDefinition(name, partitions, config);
    }
}
