// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/operations.md as a reader's browser sees it. */
final class OperationsPage {

    static final String NAME = "docs/operations.md";

    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\(#([^)]+)\\)");
    private static final Pattern METRIC =
            Pattern.compile("^\\| `([a-z_]+)` \\|([^|]+)\\|([^|]+)\\|(.+)\\|$", Pattern.MULTILINE);
    private static final Pattern ALERT = Pattern.compile("^### (\\w+)$", Pattern.MULTILINE);

    private final String text = Project.text(NAME);

    /** The anchors of all headings, as they are made on the web: small letters, hyphens for blanks, nothing else. */
    Set<String> anchors() {
        return HEADING.matcher(text)
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The anchors of this page that the page itself leads to. */
    Set<String> ownLinks() {
        return LINK.matcher(text).results().map(link -> link.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names in the table of metrics. */
    List<String> metrics() {
        return METRIC.matcher(section("Metrics"))
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    /** The headings of the paragraphs about alerts. */
    Set<String> alerts() {
        return ALERT.matcher(section("Alerts"))
                .results()
                .map((MatchResult heading) -> heading.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String section(String title) {
        int start = text.indexOf("\n## " + title + "\n");
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
