// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

/** Others who have seen the logs, and may know that this database is not where it was. */
public interface Onlookers {

    /** Returns once each has been asked about every log since the start, or its time to answer is over; before the first signature. */
    void awaitFirstAnswers() throws InterruptedException;
}
