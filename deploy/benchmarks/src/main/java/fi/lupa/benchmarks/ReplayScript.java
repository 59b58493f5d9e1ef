// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One recorded write as a script of {@code pgbench}: the same statements in the same order and round trips, each time about somebody new. */
final class ReplayScript {

    /**
     * Numbers of twelve digits that no two transactions share: {@code s} ascends, as the ids do that begin with the time; {@code n} is scattered, as
     * keys are. The factor has no divisor with the number of values in common, so that none comes twice.
     */
    private static final String NUMBERS = """
            \\set t :t + 1
            \\set s 100000000000 + :t * 64 + :client_id
            \\set n 100000000000 + ((:t * 64 + :client_id) * 618033988747) % 900000000000
            """;

    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern INSERT = Pattern.compile("INSERT INTO (\\w+)");

    private final List<LoggedStatement> write;
    private final Set<String> fresh;

    /** What is not the same in the other write is new with every write. */
    ReplayScript(List<LoggedStatement> write, List<LoggedStatement> another) {
        this.write = write;
        this.fresh = ReplayedValue.words(write).collect(Collectors.toCollection(HashSet::new));
        ReplayedValue.words(another).forEach(fresh::remove);
    }

    /** The script, where somebody has found the types of each statement's parameters. */
    String text(Function<LoggedStatement, List<String>> types) {
        StringBuilder script = new StringBuilder(NUMBERS);
        for (List<LoggedStatement> trip : trips()) {
            boolean together = trip.size() > 1;
            script.append(together ? "\\startpipeline\n" : "");
            trip.forEach(statement ->
                    script.append(sql(statement, types.apply(statement))).append(";\n"));
            script.append(together ? "\\endpipeline\n" : "");
        }
        return script.toString();
    }

    /** How many statements it sends, in how many round trips, and to which tables it writes. */
    String summary() {
        return write.size() + " statements in " + trips().size() + " round trips, with rows for " + written();
    }

    /** The tables it writes to. */
    Set<String> written() {
        return write.stream()
                .map(statement -> INSERT.matcher(statement.sql()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether any statement names the table. */
    boolean names(String table) {
        Pattern name = Pattern.compile("\\b" + table + "\\b");
        return write.stream()
                .anyMatch(statement -> name.matcher(statement.sql()).find());
    }

    /** The parameters of a statement as they are sent. */
    List<ReplayedValue> values(LoggedStatement statement) {
        return statement.parameters().stream()
                .map(recorded -> new ReplayedValue(recorded, fresh))
                .toList();
    }

    /** The statement with its parameters, of these types, in their places. */
    String sql(LoggedStatement statement, List<String> types) {
        List<ReplayedValue> values = values(statement);
        return PLACE.matcher(statement.sql()).replaceAll(place -> {
            int number = Integer.parseInt(place.group(1)) - 1;
            return Matcher.quoteReplacement(values.get(number).as(types.get(number)));
        });
    }

    /** JDBC sends BEGIN together with what comes first. */
    private List<List<LoggedStatement>> trips() {
        List<List<LoggedStatement>> trips = new ArrayList<>();
        boolean begun = false;
        for (LoggedStatement statement : write) {
            if (!statement.isFollowing() && !begun) {
                trips.add(new ArrayList<>());
            }
            trips.get(trips.size() - 1).add(statement);
            begun = statement.begins();
        }
        return trips;
    }
}
