// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a query names. No parser: it knows just enough of the language to tell metrics from everything else. */
final class PromQl {

    private static final Pattern NO_METRICS = Pattern.compile(
            "\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|offset\\s+\\w+");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[a-zA-Z_:][\\w:]*(?!\\w|\\s*\\()");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*=\\s*\"([^\"]*)\"");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "inf", "nan");

    private PromQl() {}

    static Set<String> metrics(String query) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(NO_METRICS.matcher(query).replaceAll(" "));
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }

    /** The values that a label is compared with for equality. */
    static Set<String> values(String query, String label) {
        Set<String> values = new TreeSet<>();
        Matcher matcher = MATCHER.matcher(query);
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                values.add(matcher.group(2));
            }
        }
        return values;
    }
}
