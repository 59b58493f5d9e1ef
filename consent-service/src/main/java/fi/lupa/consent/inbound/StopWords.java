// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import fi.lupa.consent.permission.domain.ObjectionScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads a free text for a no, in whatever of our languages: a table of phrases, {@code understood;language;phrase}, in which {@code *} stands
 * for any ending. Case, accents and punctuation do not matter, and the widest phrase that occurs decides.
 */
public final class StopWords {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}*]+");
    private static final List<Phrase> PHRASES = load();

    private StopWords() {}

    private record Phrase(Understood understood, Pattern pattern) {}

    /** Returns what a text objects to; nothing if no no is found in it. */
    public static List<ObjectionScope> objections(String text) {
        return read(text).scopes();
    }

    static Understood read(String text) {
        String plain = plain(text).replace('*', ' ');
        return PHRASES.stream()
                .filter(phrase -> phrase.pattern().matcher(plain).find())
                .map(Phrase::understood)
                .min(Enum::compareTo)
                .orElse(Understood.NOT_UNDERSTOOD);
    }

    /** How many phrases the table has in a language. */
    static long phrasesIn(String language) {
        return lines().stream()
                .filter(line -> line.split(";", -1)[1].equals(language))
                .count();
    }

    private static List<Phrase> load() {
        return lines().stream()
                .map(line -> line.split(";", -1))
                .map(row -> new Phrase(Understood.valueOf(row[0]), pattern(row[2])))
                .toList();
    }

    private static Pattern pattern(String phrase) {
        return Pattern.compile("(^| )" + plain(phrase).replace("*", "\\p{L}*") + "( |$)");
    }

    /** Words with one space between them. */
    private static String plain(String text) {
        String bare =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return BETWEEN.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static List<String> lines() {
        try (InputStream stream = Objects.requireNonNull(
                        StopWords.class.getResourceAsStream("stop-words.csv"), "stop-words.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
