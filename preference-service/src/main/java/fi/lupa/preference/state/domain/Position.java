// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

/** A place in the consent-service's history: transactions compare only within an epoch, and a later epoch is later as a whole. */
public record Position(int epoch, long xid) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int byEpoch = Integer.compare(epoch, other.epoch);
        return byEpoch != 0 ? byEpoch : Long.compareUnsigned(xid, other.xid);
    }

    /** Tells whether this place is strictly later. */
    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }
}
