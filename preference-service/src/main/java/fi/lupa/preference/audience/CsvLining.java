// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierValue;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV with a header row; columns are parted by comma, or by semicolon where the header has one. A line is a record: a quoted line
 * end within a field makes two bad lines, so that a stray quote costs one line and not the rest of the list.
 */
final class CsvLining implements Lining {

    static final String MEDIA_TYPE = "text/csv";

    private static final String VALUE = "value";
    private static final String SHA_256 = "sha256";
    private static final String REF = "ref";
    private static final List<String> OWN = List.of("handle", "decision", "reason", "notBefore", "retry", "error");
    private static final String LINK = "List-Unsubscribe";

    private final boolean withLinks;
    private List<String> columns = List.of();
    private char separator = ',';

    CsvLining(boolean withLinks) {
        this.withLinks = withLinks;
    }

    @Override
    public boolean hasHead() {
        return true;
    }

    @Override
    public String head(@Nullable String first) {
        if (first == null) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/columns", "NO_HEADER");
        }
        separator = first.indexOf(';') >= 0 ? ';' : ',';
        columns = fields(first).stream().map(String::trim).toList();
        requireUsable(columns);
        List<String> answered = new ArrayList<>(passed(columns));
        answered.addAll(OWN);
        if (withLinks) {
            answered.add(LINK);
        }
        StringBuilder head = new StringBuilder();
        row(answered, head);
        return head.toString();
    }

    private static void requireUsable(List<String> columns) {
        if (!columns.contains(VALUE) && !columns.contains(SHA_256)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/columns", "NO_VALUE_COLUMN");
        }
        if (columns.contains(LINK) || columns.stream().anyMatch(OWN::contains)) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/columns", "NAME_TAKEN");
        }
        Set<String> names = new HashSet<>();
        if (!columns.stream().allMatch(column -> names.add(column.toLowerCase(Locale.ROOT)))) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/columns", "NAME_TWICE");
        }
    }

    @Override
    public Row read(String line) {
        List<String> fields = fields(line);
        if (fields.size() != columns.size()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NUMBER_OF_COLUMNS");
        }
        String value = field(fields, VALUE);
        return new Row(
                value == null ? null : new IdentifierValue(value, false),
                field(fields, SHA_256),
                null,
                field(fields, REF),
                passed(fields));
    }

    private @Nullable String field(List<String> fields, String column) {
        int index = columns.indexOf(column);
        return index < 0 || fields.get(index).isBlank() ? null : fields.get(index);
    }

    private List<String> passed(List<String> fields) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            if (!VALUE.equals(columns.get(i)) && !SHA_256.equals(columns.get(i))) {
                passed.add(fields.get(i));
            }
        }
        return passed;
    }

    private List<String> fields(String line) {
        if (line.chars().filter(one -> one == '"').count() % 2 != 0) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "QUOTE_WITHOUT_END");
        }
        try {
            return CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line).stream()
                    .findFirst()
                    .map(one -> one.getFields())
                    .orElse(List.of());
        } catch (CsvParseException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "", "NOT_CSV");
        }
    }

    @Override
    public void answer(Row row, ListAnswer answer, StringBuilder out) {
        List<String> fields = new ArrayList<>(row.passed());
        fields.add(answer.handle());
        fields.add(answer.outcome().name());
        fields.add(answer.reason().name());
        fields.add(answer.notBefore() == null ? "" : Timestamps.format(answer.notBefore()));
        fields.add(answer.retry() ? "true" : "");
        fields.add("");
        if (withLinks) {
            fields.add(answer.link() == null ? "" : "<" + answer.link() + ">");
        }
        row(fields, out);
    }

    @Override
    public void error(@Nullable Row row, Flaw flaw, StringBuilder out) {
        boolean shown = row != null && !flaw.forbidden();
        List<String> fields = new ArrayList<>();
        passed(columns).forEach(column -> fields.add(""));
        if (shown && row != null) {
            fields.clear();
            fields.addAll(row.passed());
        }
        fields.addAll(List.of("", "", "", "", "", flaw.code().name()));
        if (withLinks) {
            fields.add("");
        }
        row(fields, out);
    }

    @Override
    public Optional<String> receipt(String receipt) {
        return Optional.empty();
    }

    @Override
    public String ended(CheckEnd end) {
        List<String> fields = new ArrayList<>();
        passed(columns).forEach(column -> fields.add(""));
        fields.addAll(List.of("", "", "", "", "", end.name()));
        if (withLinks) {
            fields.add("");
        }
        StringBuilder last = new StringBuilder();
        row(fields, last);
        return last.toString();
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    private void row(List<String> fields, StringBuilder out) {
        for (String field : fields) {
            out.append(quoted(field)).append(separator);
        }
        out.setCharAt(out.length() - 1, '\n');
    }

    private String quoted(String field) {
        boolean plain = field.indexOf(separator) < 0 && field.indexOf('"') < 0 && field.indexOf('\r') < 0;
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
