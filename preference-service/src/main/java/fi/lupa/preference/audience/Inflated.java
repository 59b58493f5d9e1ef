// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** The text within a gzip body, up to a limit of how much may come out of how little. */
final class Inflated extends FilterInputStream {

    private static final int BUFFER = 64 * 1024;
    private static final long FREE = 32L * 1024 * 1024;
    private static final long MOST_TIMES = 200;

    private final Intake intake;
    private long expanded;

    Inflated(Intake intake) throws IOException {
        super(new GZIPInputStream(intake, BUFFER));
        this.intake = intake;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        expanded += Math.max(0, count);
        if (expanded > FREE && expanded > MOST_TIMES * intake.received()) {
            throw new CheckEndedException(CheckEnd.INPUT_EXPANDS_TOO_MUCH);
        }
        return count;
    }
}
