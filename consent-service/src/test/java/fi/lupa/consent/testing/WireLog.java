// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What this process sends to PostgreSQL, as the driver itself tells: each statement, and each time the driver waits for the answer. Only what
 * one thread sends is looked at, that of the request, which is known by a statement that nothing else sends.
 */
public final class WireLog extends Handler implements AutoCloseable {

    private static final String DRIVER = "org.postgresql.core.v3.QueryExecutorImpl";
    private static final Pattern PARSE =
            Pattern.compile("FE=> Parse\\(stmt=([^,]*),query=\"(.*)\",oids=.*", Pattern.DOTALL);
    private static final Pattern BIND = Pattern.compile("FE=> Bind\\(stmt=([^,]*),.*", Pattern.DOTALL);
    /** What was parsed on this connection before is sent by its name, which says nothing. */
    private static final String PREPARED = "(prepared before)";

    private static final String EXECUTE = "FE=> Execute(";
    private static final String SYNC = "FE=> Sync";
    private static final String SIMPLE = "FE=> SimpleQuery(";

    private final Logger driver = Logger.getLogger(DRIVER);
    private Map<Long, Sent> sent = new HashMap<>();

    public WireLog() {
        setLevel(Level.ALL);
        driver.addHandler(this);
        driver.setUseParentHandlers(false);
        driver.setLevel(Level.FINEST);
    }

    /** What one thread has sent. */
    public static final class Sent {

        private final List<String> statements = new ArrayList<>();
        private String parsed = "";
        private String text = "";
        private String bound = "";
        private int rounds;

        /** The statements in their order, BEGIN and COMMIT among them. */
        public List<String> statements() {
            return List.copyOf(statements);
        }

        /** How often the driver waited. */
        public int rounds() {
            return rounds;
        }

        /** A BEGIN goes before the first statement without waiting; the question whether a connection lives is an empty query. */
        private void simple(LogRecord line) {
            Object[] parameters = line.getParameters();
            String query = parameters == null || parameters.length == 0 ? "?" : String.valueOf(parameters[0]);
            statements.add(query.isEmpty() ? "(is the connection alive?)" : query);
            rounds += query.startsWith("BEGIN") ? 0 : 1;
        }

        boolean has(String part) {
            return statements.stream().anyMatch(statement -> statement.contains(part));
        }

        @Override
        public String toString() {
            return statements.stream()
                    .map(statement -> statement.replaceAll("\\s+", " ").strip())
                    .collect(Collectors.joining(
                            "\n", rounds + " round trips, " + statements.size() + " statements\n", "\n"));
        }
    }

    /** Does it as often as told, and returns what was sent by the time that sent least: another may have met a connection that was new. */
    public Sent least(int times, String mark, Runnable request) {
        List<Sent> all = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            begin();
            request.run();
            all.addAll(marked(mark));
        }
        return all.stream()
                .min(Comparator.comparing((Sent one) -> one.statements.size()).thenComparing(Sent::rounds))
                .orElseThrow();
    }

    private synchronized void begin() {
        sent = new HashMap<>();
    }

    private synchronized List<Sent> marked(String mark) {
        return sent.values().stream().filter(one -> one.has(mark)).toList();
    }

    @Override
    public synchronized void publish(LogRecord line) {
        String text = String.valueOf(line.getMessage()).strip();
        Sent here = sent.computeIfAbsent(Thread.currentThread().getId(), thread -> new Sent());
        Matcher parse = PARSE.matcher(text);
        Matcher bind = BIND.matcher(text);
        if (parse.matches()) {
            here.parsed = parse.group(1);
            here.text = parse.group(2);
        } else if (bind.matches()) {
            here.bound = bind.group(1).equals(here.parsed) ? here.text : PREPARED;
        } else if (text.startsWith(EXECUTE)) {
            here.statements.add(here.bound);
        } else if (text.startsWith(SYNC)) {
            here.rounds++;
        } else if (text.startsWith(SIMPLE)) {
            here.simple(line);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        driver.removeHandler(this);
        driver.setUseParentHandlers(true);
        driver.setLevel(null);
    }
}
