// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

/** Which of two states of one subject is newer: the later epoch, and within an epoch the higher revision. */
public record StateVersion(int epoch, int revision) implements Comparable<StateVersion> {

    @Override
    public int compareTo(StateVersion other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Integer.compare(revision, other.revision);
    }

    /** Tells whether a state of this version replaces one of the other; the same version twice does not. */
    public boolean replaces(StateVersion other) {
        return compareTo(other) > 0;
    }
}
