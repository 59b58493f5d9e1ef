// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

/** A topic that is logged: its name after the prefix, and whether compaction may take offsets away from it. */
public enum Feed {
    FACTS("permission-events.v1", false, true),
    CATALOGUE("catalogue.v1", true, true),
    DECISIONS("decision-events.v1", false, false);

    private final String suffix;
    private final boolean compacted;
    private final boolean required;

    Feed(String suffix, boolean compacted, boolean required) {
        this.suffix = suffix;
        this.compacted = compacted;
        this.required = required;
    }

    /** Returns the topic's name. */
    public String topic(String prefix) {
        return prefix + "." + suffix;
    }

    /** Says whether a missing offset may be the work of compaction. */
    public boolean compacted() {
        return compacted;
    }

    /** Says whether ingestion waits until the topic exists. */
    public boolean required() {
        return required;
    }
}
