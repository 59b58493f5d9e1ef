// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places {@code ${name}} to fill; a place nobody fills is an error, not an empty string. */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    static Template ofFile(Path file) {
        try {
            return new Template(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template ofResource(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing to put at ${" + name + "}");
        }
        return value;
    }
}
