// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.id.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** Stores what is written in sealed pieces, up to a limit. */
final class PieceWriter extends OutputStream {

    private static final int PIECE = 256 * 1024;

    private final CheckStore store;
    private final TenantId tenant;
    private final UUID check;
    private final char kind;
    private final long most;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private int pieces;
    private long written;

    PieceWriter(CheckStore store, CheckOrder order, char kind, long most) {
        this.store = store;
        this.tenant = order.caller().tenant();
        this.check = order.id();
        this.kind = kind;
        this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (written > most) {
            throw new CheckEndedException(CheckEnd.RESULT_TOO_LARGE);
        }
        piece.write(bytes, offset, length);
        if (piece.size() >= PIECE) {
            store();
        }
    }

    /** Stores what is left. */
    @Override
    public void close() {
        if (piece.size() > 0) {
            store();
        }
    }

    private void store() {
        store.add(new Seals.Place(tenant, check, kind, pieces), piece.toByteArray());
        pieces++;
        piece.reset();
    }
}
