// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The report's words in one language. What is not in the list, a new kind of entry, is shown as it is. */
final class Words {

    private static final Map<String, Words> ALL = Map.of("fi", load("fi"), "sv", load("sv"), "en", load("en"));
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final String tag;
    private final Properties texts;

    private Words(String tag, Properties texts) {
        this.tag = tag;
        this.texts = texts;
    }

    static Words in(String language) {
        return Objects.requireNonNull(ALL.get(language), "a language of the report");
    }

    String tag() {
        return tag;
    }

    /** Returns the words of a key, with values for {0}, {1}, {2}. */
    String of(String key, Object... values) {
        String text = Objects.requireNonNull(texts.getProperty(key), key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** Returns the words of a key made of something that may be new; that itself where there are none. */
    String orPlain(String prefix, String word) {
        return texts.getProperty(prefix + word, word);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static Words load(String tag) {
        String name = "report_" + tag + ".properties";
        try (InputStream stream = Objects.requireNonNull(Words.class.getResourceAsStream(name), name)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return new Words(tag, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
