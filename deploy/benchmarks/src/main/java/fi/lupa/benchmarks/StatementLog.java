// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from PostgreSQL's log, while it tells every statement with its parameters, what whole transactions of consent-service consist of. */
final class StatementLog {

    /** Every capture writes one, and nothing else that is going on meanwhile does. */
    private static final String WRITE = "INSERT INTO consent_record";

    private static final Pattern ENTRY =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d [0-9:.]+ \\S+ \\[(\\d+)] ([A-Z0-9]+): {2}(.*)");
    private static final Pattern STATEMENT = Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETERS = Pattern.compile("[Pp]arameters: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("\\$\\d+ = (?:NULL|'([^']*+(?:''[^']*+)*+)')", Pattern.DOTALL);

    private final Map<String, List<LoggedStatement>> open = new HashMap<>();
    private final List<List<LoggedStatement>> writes = new ArrayList<>();

    private StatementLog() {}

    /** What one backend says at once. */
    private record Entry(String backend, String level, StringBuilder message) {}

    /**
     * The last two consent writes, each from BEGIN to COMMIT.
     *
     * @throws NotPossibleException if there are no two, or if they do not consist of the same statements
     */
    static List<List<LoggedStatement>> twoWrites(List<String> lines) {
        StatementLog log = new StatementLog();
        entries(lines).forEach(log::take);
        int count = log.writes.size();
        if (count < 2) {
            throw new NotPossibleException("PostgreSQL's log tells of " + count
                    + " whole consent writes where two are needed to know what pgbench shall send. Is the stack of this"
                    + " working copy running, and is its log in its folder?");
        }
        List<List<LoggedStatement>> two = List.copyOf(log.writes.subList(count - 2, count));
        if (!texts(two.get(0)).equals(texts(two.get(1)))) {
            throw new NotPossibleException("Two consent writes of new people consist of different statements, so there"
                    + " is no one write for pgbench to repeat. Try again on a stack with fresh data.");
        }
        return two;
    }

    private static List<String> texts(List<LoggedStatement> write) {
        return write.stream().map(LoggedStatement::sql).toList();
    }

    private static List<Entry> entries(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches()) {
                entries.add(new Entry(entry.group(1), entry.group(2), new StringBuilder(entry.group(3))));
            } else if (line.startsWith("\t") && !entries.isEmpty()) {
                entries.get(entries.size() - 1).message().append('\n').append(line, 1, line.length());
            }
        }
        return entries;
    }

    private void take(Entry entry) {
        Matcher statement = STATEMENT.matcher(entry.message());
        Matcher parameters = PARAMETERS.matcher(entry.message());
        List<LoggedStatement> transaction = open.get(entry.backend());
        if (entry.level().equals("ERROR")) {
            open.remove(entry.backend());
        } else if (entry.level().equals("LOG") && statement.matches()) {
            take(entry.backend(), statement.group(1));
        } else if (transaction != null && entry.level().equals("DETAIL") && parameters.matches()) {
            LoggedStatement last = transaction.remove(transaction.size() - 1);
            transaction.add(new LoggedStatement(last.sql(), values(parameters.group(1)), last.isFollowing()));
        }
    }

    private void take(String backend, String text) {
        LoggedStatement statement = new LoggedStatement(oneLine(text), List.of(), text.startsWith("\n"));
        if (statement.begins()) {
            open.put(backend, new ArrayList<>());
        }
        List<LoggedStatement> transaction = open.get(backend);
        if (transaction == null) {
            return;
        }
        transaction.add(statement);
        if (statement.commits()) {
            open.remove(backend);
            if (transaction.stream().anyMatch(said -> said.sql().startsWith(WRITE))) {
                writes.add(List.copyOf(transaction));
            }
        }
    }

    private static String oneLine(String sql) {
        return sql.strip().replaceAll("\\s*\\n\\s*", " ");
    }

    private static List<Optional<String>> values(String told) {
        List<Optional<String>> values = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(told);
        while (parameter.find()) {
            values.add(Optional.ofNullable(parameter.group(1)).map(value -> value.replace("''", "'")));
        }
        return List.copyOf(values);
    }
}
