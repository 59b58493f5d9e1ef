// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import org.jspecify.annotations.Nullable;

/**
 * Dense positions that entries are walked along: the chain of a subject or a controller, or a log itself. What lies on a rail
 * without a gap is complete.
 *
 * @param name subject or controller, null for a log
 * @param year of the log; 0 for a chain, which runs across logs
 * @param first the first position walked, one before the scope where there is one
 * @param last the last position walked, one after the scope where there is one
 * @param from the first position in scope
 * @param until the position after the last in scope
 */
record Rail(Kind kind, @Nullable String name, int year, long first, long last, long from, long until) {

    /** What positions are. */
    enum Kind {
        SUBJECT("subject", "n"),
        CONTROLLER("controller", "cn"),
        LOG("log", "index"),
        ISSUED("issued", "index");

        private final String word;
        private final String member;

        Kind(String word, String member) {
            this.word = word;
            this.member = member;
        }

        String word() {
            return word;
        }

        /** Returns the member of a leaf that holds the position on a chain. */
        String member() {
            return member;
        }

        boolean isChain() {
            return this == SUBJECT || this == CONTROLLER;
        }
    }

    /** Returns the one entry that tells of the extract itself. */
    static Rail issued(int year, long index) {
        return new Rail(Kind.ISSUED, null, year, index, index, index, index);
    }

    long positions() {
        return Math.max(0, last - first + 1);
    }
}
