// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.InputStream;
import java.util.Locale;

/** The file of an import: each row about somebody new; nine of ten give with all that proves it, one refuses. */
final class ImportRows {

    private static final int REFUSES = 10;
    private static final String HEADER =
            "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;source;evidenceRef\n";

    private ImportRows() {}

    /** So many rows about people of this run. */
    static InputStream of(String run, int rows) {
        return new Lines(-1, rows, person -> person < 0 ? HEADER : row(run, person));
    }

    static String mail(String run, int person) {
        return run + ".t" + person + "@bench.example.fi";
    }

    /** What must be answered about the person. */
    static String decision(int person) {
        return person % REFUSES == 0 ? "DENY" : "ALLOW";
    }

    private static String row(String run, int person) {
        String said = "EMAIL;" + mail(run, person) + ";product-updates;EMAIL;";
        String at = "2026-0%d-1%dT1%d:00:00.000Z".formatted(1 + person % 9, person % 8, person % 9);
        return person % REFUSES == 0
                ? said + "REFUSED;;" + at + ";;;;vanha-crm;\n"
                : String.format(
                        Locale.ROOT,
                        "%sGIVEN;WEB_CHECKBOX;%s;newsletter-notice;1.1;fi;vanha-crm;lomake-%d\n",
                        said,
                        at,
                        person);
    }
}
