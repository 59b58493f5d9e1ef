// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.domain;

/** How one partition of a topic stands to what the relay remembers of it. */
public enum Agreement {
    /** The topic ends where the last acknowledged record stands. */
    SAME,
    /** There is more on the topic than was acknowledged: to be read before anything else is believed. */
    TOPIC_LONGER,
    /** Acknowledged records are gone, or the topic is another one: they have to be published again. */
    TOPIC_LOST;

    /**
     * Compares by topic id and offset.
     *
     * @param sameTopic whether the topic has the id that was remembered; true when nothing was remembered
     * @param next the offset after the last acknowledged record; 0 when nothing was
     * @param end the offset after the topic's last record
     */
    public static Agreement of(boolean sameTopic, long next, long end) {
        if (!sameTopic || end < next) {
            return TOPIC_LOST;
        }
        return end > next ? TOPIC_LONGER : SAME;
    }
}
