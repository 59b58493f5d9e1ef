// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes copies as a page that needs nothing else: its beginning, then what was recorded one by one, then how much that was. */
@ApplicationScoped
public class ReadableCopies {

    private final CopyFacts facts;

    ReadableCopies(CopyFacts facts) {
        this.facts = facts;
    }

    /** Writes the page; one without its last line has been broken off. */
    public void write(PersonalCopy copy, OutputStream out) throws IOException {
        CopyWords words = new CopyWords(copy.language());
        CopyEntries entries = new CopyEntries(words);
        print(Templates.begin(CopyPages.of(copy)), out);
        facts.each(copy.asked().tenant(), copy.events(), fact -> print(Templates.entry(entries.of(fact)), out));
        print(Templates.end(words.of("end", Integer.toString(copy.events().size()))), out);
        out.flush();
    }

    private static void print(TemplateInstance template, OutputStream out) throws IOException {
        out.write(template.render().getBytes(StandardCharsets.UTF_8));
    }

    /** The parts of the page. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance begin(CopyPage page);

        static native TemplateInstance entry(CopyPage.Entry entry);

        static native TemplateInstance end(String note);
    }
}
