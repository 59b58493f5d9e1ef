// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/** Pages of A4 that are written from top to bottom; what does not fit goes on the next. */
final class Sheets {

    static final float WIDTH = 483;

    private static final float LEFT = 56;
    private static final float TOP = 786;
    private static final float BOTTOM = 64;
    private static final float FOOT = 36;
    private static final float LEADING = 1.35f;
    private static final float SMALL = 8;

    private final PDDocument document;
    private final Typeface face;
    private @Nullable PDPageContentStream open;
    private float y;

    Sheets(PDDocument document, Typeface face) {
        this.document = document;
        this.face = face;
    }

    /** Writes a text over the whole width. */
    void text(String text, float size) throws IOException {
        for (String line : face.lines(text, size, WIDTH)) {
            room(size * LEADING);
            y -= size * LEADING;
            write(line, LEFT, y, size);
        }
    }

    void space(float height) {
        y -= height;
    }

    /** Writes one row of a table; each cell within its column, given by where columns begin. */
    void row(List<String> cells, float[] columns, float size) throws IOException {
        List<List<String>> wrapped = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < cells.size(); i++) {
            float end = i + 1 < columns.length ? columns[i + 1] - 6 : WIDTH;
            List<String> lines = face.lines(cells.get(i), size, end - columns[i]);
            wrapped.add(lines);
            most = Math.max(most, lines.size());
        }
        room(most * size * LEADING + 3);
        for (int i = 0; i < wrapped.size(); i++) {
            for (int j = 0; j < wrapped.get(i).size(); j++) {
                write(wrapped.get(i).get(j), LEFT + columns[i], y - (j + 1) * size * LEADING, size);
            }
        }
        y -= most * size * LEADING + 3;
    }

    /** Draws a line over the whole width. */
    void rule() throws IOException {
        room(4);
        y -= 2;
        box(0, 0, WIDTH, 0.6f);
        y -= 2;
    }

    /** Takes room for a drawing, whose lower left corner is then 0, 0 of what is drawn until something is written. */
    void drawing(float height) throws IOException {
        room(height);
        y -= height;
    }

    /** Fills a box of the drawing. */
    void box(float x, float above, float width, float height) throws IOException {
        PDPageContentStream page = page();
        page.addRect(LEFT + x, y + above, width, height);
        page.fill();
    }

    /** Writes within the drawing. */
    void label(String text, float x, float above, float size) throws IOException {
        write(face.writable(text), LEFT + x, y + above, size);
    }

    float widthOf(String text, float size) {
        return face.width(face.writable(text), size);
    }

    /** Begins a new page unless so much still fits on this one. */
    void room(float height) throws IOException {
        if (open == null || y - height < BOTTOM) {
            end();
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            open = new PDPageContentStream(document, page);
            y = TOP;
        }
    }

    /** Ends the last page and writes under each which of how many it is. */
    void finish(Words words, String name) throws IOException {
        end();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream foot = new PDPageContentStream(
                    document, document.getPage(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
                open = foot;
                y = TOP;
                write(face.writable(words.of("page", name, i + 1, pages)), LEFT, FOOT, SMALL);
            }
        }
        open = null;
    }

    private void end() throws IOException {
        if (open != null) {
            open.close();
        }
        open = null;
    }

    private PDPageContentStream page() throws IOException {
        room(0);
        if (open == null) {
            throw new IllegalStateException("no page");
        }
        return open;
    }

    private void write(String writable, float x, float base, float size) throws IOException {
        if (writable.isEmpty()) {
            return;
        }
        PDPageContentStream page = page();
        page.beginText();
        page.setFont(face.font(), size);
        page.newLineAtOffset(x, base);
        page.showText(writable);
        page.endText();
    }
}
