// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.testing.ConsentStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The letters that one address got. */
public record Letters(String mail) {

    private static final Pattern LINK = Pattern.compile("http://\\S+/c/[A-Za-z0-9_-]+");
    private static final Pattern ENCODED = Pattern.compile("=([0-9A-F]{2})");

    /** Waits until there are as many, and returns them. */
    public List<String> await(int count) {
        Await.until(() -> all().size() >= count);
        return all();
    }

    public List<String> all() {
        return ConsentStack.stack().mail().messages().stream()
                .map(Letters::text)
                .filter(text -> text.contains(mail))
                .toList();
    }

    /** The path of the confirmation link in a letter. */
    public static String confirmationPath(String letter) {
        Matcher link = LINK.matcher(letter);
        assertThat(link.find()).as(letter).isTrue();
        return URI.create(link.group()).getPath();
    }

    /** Undoes quoted-printable as far as ASCII and UTF-8 text needs it. */
    private static String text(Path file) {
        try {
            String raw = Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("=\r?\n", "");
            String bytes = ENCODED.matcher(raw)
                    .replaceAll(code ->
                            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
            return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
