// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemLanguage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frame of one page, as templates see it. */
public final class Page {

    private final PageWords words;
    private final String title;
    private final String path;
    private final @Nullable String officer;
    private final List<FieldError> errors;

    Page(ProblemLanguage language, String title, String path, @Nullable String officer, List<FieldError> errors) {
        this.words = new PageWords(language);
        this.title = title;
        this.path = path;
        this.officer = officer;
        this.errors = List.copyOf(errors);
    }

    /** What is wrong in a field of a form, and the field's id. */
    public record Wrong(String field, String label, String text) {}

    public String language() {
        return words.language().tag();
    }

    /** Returns the words of the title; nobody's data is ever in it. */
    public String title() {
        return words.of(title);
    }

    /** Returns the words of a key. */
    public String of(String key) {
        return words.of(key);
    }

    /** Returns the words of a key with one value in them. */
    public String of(String key, Object value) {
        return words.of(key).replace("{0}", String.valueOf(value));
    }

    /** Returns a moment in UTC; nothing for none. */
    public String time(@Nullable Instant instant) {
        return instant == null ? "" : Timestamps.format(instant);
    }

    public String css() {
        return PageStyle.CSS;
    }

    /** Returns a language's name in itself. */
    public String languageName(String tag) {
        return words.of("language." + tag);
    }

    public @Nullable String officer() {
        return officer;
    }

    /** Says whether the page is the one of that path, or below it. */
    public boolean isAt(String other) {
        return other.equals("/pages") ? path.equals(other) : path.startsWith(other);
    }

    /** Returns the tags of all languages. */
    public List<String> languages() {
        return List.of("fi", "sv", "en");
    }

    /** Returns what is wrong in the form; the label is that of the field on the page. */
    public List<Wrong> wrongs() {
        return errors.stream().map(this::wrong).toList();
    }

    /** Says whether that field is wrong. */
    public boolean isWrong(String field) {
        return errors.stream().anyMatch(error -> field(error).equals(field));
    }

    private Wrong wrong(FieldError error) {
        String field = field(error);
        String reason = "wrong." + error.reason();
        String label = "ask." + field;
        return new Wrong(
                field,
                words.has(label) ? words.of(label) : field,
                words.of(words.has(reason) ? reason : "wrong.other"));
    }

    private static String field(FieldError error) {
        return error.pointer().substring(error.pointer().lastIndexOf('/') + 1);
    }
}
