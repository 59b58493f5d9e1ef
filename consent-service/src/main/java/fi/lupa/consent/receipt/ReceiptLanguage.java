// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The languages of receipts, each with its words from {@code receipt_<language>.properties}. */
public enum ReceiptLanguage {
    FI,
    SV,
    EN;

    @SuppressWarnings("ImmutableEnumChecker") // Filled once, then only read.
    private final Properties words = load();

    /** Returns the language of a tag; Finnish for none and for any other. */
    public static ReceiptLanguage of(@Nullable String tag) {
        String wanted = tag == null ? "" : tag.split("-", 2)[0].toUpperCase(Locale.ROOT);
        for (ReceiptLanguage language : values()) {
            if (language.name().equals(wanted)) {
                return language;
            }
        }
        return FI;
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns a text; {@code {0}} is replaced as it is. */
    public String text(String key, String... values) {
        String text = Objects.requireNonNull(words.getProperty(key), "every text is in every bundle");
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i]);
        }
        return text;
    }

    /** Returns a text as JSON-LD writes it, with its language. */
    ObjectNode literal(String key, String... values) {
        return Ld.text(tag(), text(key, values));
    }

    private Properties load() {
        Properties bundle = new Properties();
        String name = "receipt_" + tag() + ".properties";
        try (InputStream stream = Objects.requireNonNull(
                        ReceiptLanguage.class.getResourceAsStream(name), "the bundle is packaged");
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }
}
