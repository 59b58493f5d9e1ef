// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

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

/** Titles and details from the bundles {@code problems_<language>.properties}; loaded once. */
final class ProblemTexts {

    private static final Map<ProblemLanguage, Properties> BUNDLES = load();

    private ProblemTexts() {}

    static String title(ProblemCode code, ProblemLanguage language) {
        return text(code + ".title", language);
    }

    static String detail(ProblemCode code, ProblemLanguage language) {
        return text(code + ".detail", language);
    }

    private static String text(String key, ProblemLanguage language) {
        Properties bundle = Objects.requireNonNull(BUNDLES.get(language), "every language has a bundle");
        return Objects.requireNonNull(bundle.getProperty(key), "every problem has its texts");
    }

    private static Map<ProblemLanguage, Properties> load() {
        Map<ProblemLanguage, Properties> bundles = new EnumMap<>(ProblemLanguage.class);
        for (ProblemLanguage language : ProblemLanguage.values()) {
            bundles.put(language, read("problems_" + language.tag() + ".properties"));
        }
        return bundles;
    }

    private static Properties read(String name) {
        Properties bundle = new Properties();
        try (InputStream stream = Objects.requireNonNull(ProblemTexts.class.getResourceAsStream(name), name);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
