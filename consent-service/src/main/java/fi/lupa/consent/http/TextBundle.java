// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Texts for people, from {@code <name>_<language>.properties} beside a class. Immutable. */
public final class TextBundle {

    private final Map<String, Properties> languages;

    private TextBundle(Map<String, Properties> languages) {
        this.languages = Map.copyOf(languages);
    }

    /** Loads the bundle in all these languages; a missing file is a programming error. */
    public static TextBundle load(Class<?> owner, String name, Collection<String> tags) {
        Map<String, Properties> languages = new HashMap<>();
        tags.forEach(tag -> languages.put(tag, read(owner, name + "_" + tag + ".properties")));
        return new TextBundle(languages);
    }

    /** Returns a text; {@code {0}}, {@code {1}} … are replaced as they are, without any other reading of the text. */
    public String of(String tag, String key, String... values) {
        Properties bundle = Objects.requireNonNull(languages.get(tag), "every language has a bundle");
        String text = Objects.requireNonNull(bundle.getProperty(key), "every text is in every bundle");
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i]);
        }
        return text;
    }

    /** Returns the text of a key that may have none. */
    public Optional<String> find(String tag, String key) {
        return Optional.ofNullable(languages.get(tag)).map(bundle -> bundle.getProperty(key));
    }

    private static Properties read(Class<?> owner, String name) {
        Properties bundle = new Properties();
        try (InputStream stream = Objects.requireNonNull(owner.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
