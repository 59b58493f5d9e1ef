// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.ArrayList;
import java.util.List;

/** What became of the choices of one capture. */
final class Recorded {

    private final List<RecordView> records = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    /** Adds a record to the answer, unless it would only repeat what is there: the same choice for a further identifier or subject. */
    void add(RecordView record) {
        if (records.stream().noneMatch(known -> known.sameAs(record))) {
            records.add(record);
        }
    }

    void add(Waiting record) {
        waiting.add(record);
    }

    List<RecordView> records() {
        return List.copyOf(records);
    }

    List<Waiting> waiting() {
        return List.copyOf(waiting);
    }
}
