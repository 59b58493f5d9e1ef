// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the report tells, gathered while a bundle is written. However much is told, so much is kept and no more. */
public final class Report {

    static final int MOST_EVENTS = 2000;
    static final int MOST_ANSWERS = 500;
    static final int MOST_TEXTS = 30;
    static final int MOST_LETTERS = 4000;
    static final int MOST_FILES = 200;

    final String language;
    final String name;
    final boolean aboutPerson;
    final Map<String, String> facts = new LinkedHashMap<>();
    final Map<String, Long> kinds = new TreeMap<>();
    final Periods periods = new Periods();
    final Capped<Event> events = new Capped<>(MOST_EVENTS);
    final Capped<Text> texts = new Capped<>(MOST_TEXTS);
    final Capped<Answer> answers = new Capped<>(MOST_ANSWERS);
    final Capped<Log> logs = new Capped<>(MOST_FILES);
    final Capped<FileHash> files = new Capped<>(MOST_FILES);
    Totals totals = new Totals(0, 0, "NONE");
    Asked personal = new Asked("NOT_ASKED", null, Map.of());
    Asked answered = new Asked("NOT_ASKED", null, Map.of());

    /** Begins a report in fi, sv or en. */
    public Report(String language, String name, boolean aboutPerson) {
        this.language = Words.in(language).tag();
        this.name = name;
        this.aboutPerson = aboutPerson;
    }

    /** An entry of the log. */
    public record Event(Instant at, String kind, String about, String controller, String place) {}

    /** A text that entries name; null where it was not obtained. */
    public record Text(
            String name,
            String sha256,
            String result,
            @Nullable String text) {}

    /** What was answered once. */
    public record Answer(String at, String client, String question, String decision, String reason, String proof) {}

    /** A log's checkpoint. */
    public record Log(String origin, long size, String root) {}

    /** A part of the bundle. */
    public record FileHash(String name, String sha256) {}

    /** How much is in the bundle and for which words it is complete. */
    public record Totals(long entries, long withheld, String completeness) {}

    /** What asking another service came to. */
    public record Asked(String state, @Nullable String reason, Map<String, Long> results) {

        public Asked {
            results = Map.copyOf(results);
        }
    }

    /** Tells a fact about the extract itself, by the key of its label; nothing if there is no value. */
    public void fact(String key, @Nullable String value) {
        if (value != null) {
            facts.put(key, value);
        }
    }

    /** Counts an entry of the bundle by its kind. */
    public void counted(String kind) {
        kinds.merge(kind, 1L, Long::sum);
    }

    /** Tells of an entry that was asked for, and when the log took it in. */
    public void event(Event event, Instant logged) {
        periods.count(LocalDate.ofInstant(logged, ZoneOffset.UTC));
        if (aboutPerson) {
            events.add(event);
        }
    }

    /** Tells of a text; its first letters are kept. */
    public void text(Text text) {
        String whole = text.text();
        if (whole == null || whole.length() <= MOST_LETTERS) {
            texts.add(text);
        } else {
            texts.add(new Text(text.name(), text.sha256(), "CUT", whole.substring(0, MOST_LETTERS)));
        }
    }

    public void answer(Answer answer) {
        answers.add(answer);
    }

    public void log(Log log) {
        logs.add(log);
    }

    public void file(FileHash file) {
        files.add(file);
    }

    public void totals(Totals known) {
        totals = known;
    }

    public void personal(Asked known) {
        personal = known;
    }

    public void answered(Asked known) {
        answered = known;
    }
}
