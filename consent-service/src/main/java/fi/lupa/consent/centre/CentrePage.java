// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page as its template needs it: words and fields, nothing left to decide.
 *
 * @param message what came of a press; null before the first
 * @param note what else there is to know; null on the page of a link that is none
 */
record CentrePage(
        String language,
        String css,
        String title,
        String lead,
        @Nullable String message,
        @Nullable String note,
        List<Tongue> tongues,
        List<Section> sections) {

    /** Keeps copies. */
    CentrePage {
        tongues = List.copyOf(tongues);
        sections = List.copyOf(sections);
    }

    /** A language of the page. */
    record Tongue(String tag, String name, boolean current) {}

    /** A heading with what stands below it. */
    record Section(String title, @Nullable String note, List<Line> lines) {

        /** Keeps a copy. */
        Section {
            lines = List.copyOf(lines);
        }
    }

    /** How one thing stands, and its buttons. */
    record Line(
            String label,
            @Nullable String status,
            @Nullable Button stop,
            @Nullable Start start) {}

    /**
     * A form with one button.
     *
     * @param label for those who do not see what it stands beside
     * @param options to choose from first; none: there is nothing to choose
     */
    record Button(
            String act,
            String what,
            String channel,
            String text,
            String label,
            @Nullable Choosing options) {}

    /** One of several, as the field of this name. */
    record Choosing(String id, String name, String label, List<Option> options) {

        /** Keeps a copy. */
        Choosing {
            options = List.copyOf(options);
        }
    }

    /** One that can be chosen. */
    record Option(String value, String text) {}

    /** What is shown before somebody says yes. */
    record Start(Button button, String summary, String language, String title, String body, String controlLabel) {}
}
