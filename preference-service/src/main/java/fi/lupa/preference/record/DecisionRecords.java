// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

/** Takes what is answered. */
public interface DecisionRecords {

    /**
     * Takes a record without waiting; returns false if it cannot be kept, and then the answer must not be given. A crash of the
     * machine may lose what was taken in the last 200 ms.
     */
    boolean take(DecisionRecord answer);
}
