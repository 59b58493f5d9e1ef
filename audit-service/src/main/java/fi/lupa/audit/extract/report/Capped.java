// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.util.ArrayList;
import java.util.List;

/** The first so many of what is added, and how many there were. */
final class Capped<T> {

    private final int most;
    private final List<T> first = new ArrayList<>();
    private long all;

    Capped(int most) {
        this.most = most;
    }

    void add(T item) {
        all++;
        if (first.size() < most) {
            first.add(item);
        }
    }

    List<T> first() {
        return List.copyOf(first);
    }

    long all() {
        return all;
    }

    boolean isCut() {
        return all > first.size();
    }
}
