// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The file of an import, made while it is read: each row about somebody new; nine of ten give with all that proves it, one refuses. */
final class ImportRows extends InputStream {

    private static final int REFUSES = 10;
    private static final String HEADER =
            "type;value;purpose;channel;choice;originalMethod;originalAt;noticeId;noticeVersion;language;source;evidenceRef\n";

    private final String run;
    private final int rows;
    private byte[] now = HEADER.getBytes(StandardCharsets.US_ASCII);
    private int position;
    private int next;

    /** So many rows about people of this run. */
    ImportRows(String run, int rows) {
        this.run = run;
        this.rows = rows;
    }

    static String mail(String run, int person) {
        return run + ".t" + person + "@bench.example.fi";
    }

    /** What must be answered about the person. */
    static String decision(int person) {
        return person % REFUSES == 0 ? "DENY" : "ALLOW";
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (position == now.length) {
            if (next == rows) {
                return -1;
            }
            now = row(next++).getBytes(StandardCharsets.US_ASCII);
            position = 0;
        }
        int count = Math.min(length, now.length - position);
        System.arraycopy(now, position, into, offset, count);
        position += count;
        return count;
    }

    private String row(int person) {
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
