// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Liberation Sans (SIL Open Font License), as PDFBox brings it, embedded as far as it is used. What it cannot write becomes a square. */
final class Typeface {

    static final String LACKING = "\u25a1";

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float UNITS = 1000;

    private final PDFont font;
    private final Map<Integer, String> written = new HashMap<>();
    private boolean lacking;

    private Typeface(PDFont font) {
        this.font = font;
    }

    static Typeface into(PDDocument document) throws IOException {
        try (InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FILE), FILE)) {
            return new Typeface(PDType0Font.load(document, file, true));
        }
    }

    PDFont font() {
        return font;
    }

    /** Says whether a square has stood for something so far. */
    boolean isLacking() {
        return lacking;
    }

    /** Returns the text with nothing in it that cannot be written. */
    String writable(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> safe.append(written.computeIfAbsent(letter, this::writable)));
        lacking = lacking || (safe.indexOf(LACKING) >= 0 && !text.contains(LACKING));
        return safe.toString();
    }

    private String writable(int letter) {
        if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
            return " ";
        }
        String text = Character.toString(letter);
        try {
            font.encode(text);
            return text;
        } catch (IOException | IllegalArgumentException e) {
            return LACKING;
        }
    }

    float width(String writable, float size) {
        try {
            return font.getStringWidth(writable) / UNITS * size;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Divides a text into lines of at most this width: between words, and within a word that is longer than a line. */
    List<String> lines(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) {
            String rest = writable(paragraph).strip();
            while (width(rest, size) > width) {
                int end = end(rest, size, width);
                lines.add(rest.substring(0, end).strip());
                rest = rest.substring(end).strip();
            }
            lines.add(rest);
        }
        return lines;
    }

    /** Where the line ends: after the last blank that fits, else after the last letter that does. */
    private int end(String text, float size, float width) {
        int low = 1;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (width(text.substring(0, middle), size) <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        int blank = text.lastIndexOf(' ', low);
        int end = blank > 0 ? blank : low;
        return Character.isLowSurrogate(text.charAt(end)) && end > 1 ? end - 1 : end;
    }
}
