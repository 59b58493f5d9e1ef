// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Holds answers back until they are let go or grow too large; then lets everything through. */
final class HeldOutput extends OutputStream {

    private final OutputStream target;
    private final long most;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean open;

    HeldOutput(OutputStream target, long most) {
        this.target = target;
        this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (open) {
            target.write(bytes, offset, length);
            return;
        }
        held.write(bytes, offset, length);
        if (held.size() > most) {
            release();
        }
    }

    /** Lets go what is held, and from now on everything. */
    void release() throws IOException {
        if (!open) {
            open = true;
            held.writeTo(target);
            held.reset();
        }
    }

    @Override
    public void flush() throws IOException {
        if (open) {
            target.flush();
        }
    }
}
