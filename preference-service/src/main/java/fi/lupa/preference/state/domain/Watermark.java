// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.domain;

import java.time.Instant;

/**
 * What the relay says of one partition: everything committed up to {@code completeTo}, and everything of a transaction below
 * {@code position}, stands before this mark.
 */
public record Watermark(Position position, Instant completeTo) {

    /** Returns what holds after both were heard: a later epoch replaces; within one, time and transaction only go forward. */
    Watermark and(Watermark heard) {
        int byEpoch = Integer.compare(heard.position.epoch(), position.epoch());
        if (byEpoch != 0) {
            return byEpoch > 0 ? heard : this;
        }
        return new Watermark(
                heard.position.isAfter(position) ? heard.position : position,
                heard.completeTo.isAfter(completeTo) ? heard.completeTo : completeTo);
    }
}
