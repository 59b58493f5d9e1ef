// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.pages;

import fi.lupa.platform.problem.ProblemLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The words of the pages in one language. */
record PageWords(ProblemLanguage language) {

    private static final Map<ProblemLanguage, Properties> ALL = load();

    String of(String key) {
        return Objects.requireNonNull(known().getProperty(key), key);
    }

    boolean has(String key) {
        return known().containsKey(key);
    }

    private Properties known() {
        return Objects.requireNonNull(ALL.get(language));
    }

    private static Map<ProblemLanguage, Properties> load() {
        Map<ProblemLanguage, Properties> all = new EnumMap<>(ProblemLanguage.class);
        for (ProblemLanguage language : ProblemLanguage.values()) {
            String name = "pages_" + language.tag() + ".properties";
            try (InputStream stream = Objects.requireNonNull(PageWords.class.getResourceAsStream(name), name)) {
                Properties texts = new Properties();
                texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
                all.put(language, texts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}
