// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

/** The topics from which the held state comes; completeness is the least complete of all their partitions. */
public enum Feed {
    STATES("permission-states"),
    SUPPRESSIONS("suppressions"),
    CATALOGUE("catalogue"),
    CONTACTS("contacts");

    private final String stem;

    Feed(String stem) {
        this.stem = stem;
    }

    /** Returns the topic's name under the given prefix. */
    public String topic(String prefix) {
        return prefix + "." + stem + ".v1";
    }
}
