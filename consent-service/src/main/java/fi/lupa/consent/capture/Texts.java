// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What the confirmation mail and page say, from {@code confirmation_<language>.properties}; loaded once. */
final class Texts {

    private static final Map<Language, Properties> BUNDLES = load();

    private Texts() {}

    /** Returns a text; {@code {0}}, {@code {1}} … are replaced as they are, without any other reading of the text. */
    static String of(Language language, String key, String... values) {
        Properties bundle = Objects.requireNonNull(BUNDLES.get(language), "every language has a bundle");
        String text = Objects.requireNonNull(bundle.getProperty(key), "every text is in every bundle");
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i]);
        }
        return text;
    }

    private static Map<Language, Properties> load() {
        Map<Language, Properties> bundles = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            bundles.put(language, read("confirmation_" + language.tag() + ".properties"));
        }
        return bundles;
    }

    private static Properties read(String name) {
        Properties bundle = new Properties();
        try (InputStream stream = Objects.requireNonNull(Texts.class.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
