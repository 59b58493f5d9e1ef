// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

/** What became of the offsets of a batch; their sum is the number of offsets read. */
record Tally(long entries, long duplicates, long rejections, long markers, long compacted, long unaccounted) {

    long sum() {
        return entries + duplicates + rejections + markers + compacted + unaccounted;
    }
}
