// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one figure came to: a Markdown table for people, JSON with every round for programs. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double MANY = 100;

    private record Quantity(String name, String unit) {}

    private final String figure;
    private final Map<String, Object> head = new LinkedHashMap<>();
    private final Map<String, Object> settings = new LinkedHashMap<>();
    private final Map<Quantity, List<Double>> values = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** A report on the named figure, taken at this time (RFC 3339) on this machine. */
    public Report(String figure, String takenAt, Map<String, Object> machine) {
        this.figure = figure;
        head.put("figure", figure);
        head.put("takenAt", takenAt);
        head.put("machine", machine);
    }

    /** Says how it was measured. */
    public void setting(String name, Object value) {
        settings.put(name, value);
    }

    /** Adds the value of a round. */
    public void add(String name, String unit, double value) {
        values.computeIfAbsent(new Quantity(name, unit), key -> new ArrayList<>())
                .add(value);
    }

    /** Says what was wrong; a report with a fault is no figure. */
    public void fault(String what) {
        faults.add(what);
    }

    /** Tells whether nothing was wrong. */
    public boolean isSound() {
        return faults.isEmpty();
    }

    /** The series in the order in which they were begun. */
    public List<Series> series() {
        return values.entrySet().stream()
                .map(entry -> new Series(entry.getKey().name(), entry.getKey().unit(), entry.getValue()))
                .toList();
    }

    /** The table with how it was measured, and the faults if there are any. */
    public String markdown() {
        StringBuilder text = new StringBuilder("\n### " + figure + "\n\n" + plain(settings) + "\n\n");
        text.append("| what | unit | median | least | greatest | rounds |\n|---|---|---:|---:|---:|---:|\n");
        for (Series one : series()) {
            text.append("| ").append(one.name()).append(" | ").append(one.unit());
            text.append(" | ").append(number(one.median()));
            text.append(" | ").append(number(one.least()));
            text.append(" | ").append(number(one.greatest()));
            text.append(" | ").append(one.rounds().size()).append(" |\n");
        }
        text.append('\n').append(plain(head)).append('\n');
        faults.forEach(fault -> text.append("\n**NO FIGURE:** ").append(fault).append('\n'));
        return text.toString();
    }

    /** Writes the whole report to this file, and makes its folder. */
    public void write(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(head);
        all.put("settings", settings);
        all.put("sound", isSound());
        all.put("faults", faults);
        all.put("series", series().stream().map(Report::json).toList());
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), all);
    }

    private static Map<String, Object> json(Series series) {
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("name", series.name());
        node.put("unit", series.unit());
        node.put("median", series.median());
        node.put("least", series.least());
        node.put("greatest", series.greatest());
        node.put("rounds", series.rounds());
        return node;
    }

    private static String plain(Map<String, Object> map) {
        List<String> parts = new ArrayList<>();
        map.forEach((name, value) -> {
            if (!name.equals("figure")) {
                parts.add(name + ": " + value);
            }
        });
        return String.join("; ", parts);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= MANY ? "%,.0f" : "%.2f", value);
    }
}
