// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The beginning of a copy as its template needs it: words, nothing left to decide. What was recorded follows one by one. */
record CopyPage(
        String language, String css, String title, String lead, List<Section> sections, String history, String note) {

    /** Keeps a copy. */
    CopyPage {
        sections = List.copyOf(sections);
    }

    /** A heading with what stands below it. */
    record Section(String title, @Nullable String note, List<Line> lines) {

        /** Keeps a copy. */
        Section {
            lines = List.copyOf(lines);
        }
    }

    /** What it is, and what it says. */
    record Line(String label, String value) {}

    /** One thing that was recorded. */
    record Entry(String time, String date, String title, List<Line> lines) {

        /** Keeps a copy. */
        Entry {
            lines = List.copyOf(lines);
        }
    }

    @Override
    public String toString() {
        return "CopyPage[" + language + "]";
    }
}
