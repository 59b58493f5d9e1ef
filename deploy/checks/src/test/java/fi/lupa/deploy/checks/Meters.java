// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product's own meters as the sources register them, and what Prometheus calls them. */
final class Meters {

    private static final Pattern METER = Pattern.compile("\"(lupa(?:\\.[a-z]+)+)\"");
    private static final List<String> ENDS =
            List.of("", "_total", "_seconds", "_seconds_count", "_seconds_sum", "_seconds_max");

    private Meters() {}

    /** Their names with underscores, without what Prometheus adds for kind and unit. */
    static Set<String> registered() {
        Set<String> names = new TreeSet<>();
        Project.SERVICES.stream()
                .flatMap(service -> Project.sources(service).stream())
                .map(Project::text)
                .filter(source -> source.contains("io.micrometer"))
                .forEach(source -> {
                    Matcher meter = METER.matcher(source);
                    while (meter.find()) {
                        names.add(meter.group(1).replace('.', '_'));
                    }
                });
        return names;
    }

    /** Says whether a meter appears under this name. */
    static boolean isShownAs(String meter, String metric) {
        return ENDS.stream().anyMatch(end -> metric.equals(meter + end));
    }
}
