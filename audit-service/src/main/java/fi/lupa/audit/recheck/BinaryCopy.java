// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a question as PostgreSQL's COPY sends them in its binary form: nothing is made of a field that is not looked at. Of one thread.
 *
 * <p>Questions take no parameters, so whoever puts one together writes numbers and UUIDs into it, and texts by {@link #literal}.
 */
final class BinaryCopy implements AutoCloseable {

    /** Signature, flags and the length of an extension, before the first row. */
    private static final int FIXED_HEADER = 19;

    private static final int LENGTH_OF_EXTENSION = 15;

    private final CopyOut copy;
    private final int[] starts;
    private final int[] lengths;
    private ByteBuffer row = ByteBuffer.allocate(0);
    private boolean begun;

    BinaryCopy(Connection connection, String question, int fields) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + question + ") TO STDOUT (FORMAT binary)");
        this.starts = new int[fields];
        this.lengths = new int[fields];
    }

    /** Returns the text as it is written into a question. */
    static String literal(Connection connection, String text) throws SQLException {
        return "'" + connection.unwrap(PGConnection.class).escapeLiteral(text) + "'";
    }

    /** Goes to the next row; says whether there is one. */
    boolean next() throws SQLException {
        byte[] message = copy.readFromCopy();
        if (message == null) {
            return false;
        }
        row = ByteBuffer.wrap(message);
        int at = begun ? 0 : FIXED_HEADER + row.getInt(LENGTH_OF_EXTENSION);
        begun = true;
        if (row.getShort(at) != starts.length) {
            // The end of the rows; what follows is the end of the answer.
            return next();
        }
        at += Short.BYTES;
        for (int field = 0; field < starts.length; field++) {
            lengths[field] = row.getInt(at);
            starts[field] = at + Integer.BYTES;
            at = starts[field] + Math.max(0, lengths[field]);
        }
        return true;
    }

    /** The bytes of the row, in which fields lie. */
    byte[] bytes() {
        return row.array();
    }

    int start(int field) {
        return starts[field];
    }

    /** How many bytes the field has; negative for NULL. */
    int length(int field) {
        return lengths[field];
    }

    int end(int field) {
        return starts[field] + Math.max(0, lengths[field]);
    }

    boolean isNull(int field) {
        return lengths[field] < 0;
    }

    int intAt(int field) {
        return row.getInt(starts[field]);
    }

    long longAt(int field) {
        return row.getLong(starts[field]);
    }

    /** Lets go by what was not looked at: the connection is for the next question then, also within a transaction, which a cancelled one would end. */
    @Override
    public void close() throws SQLException {
        while (copy.isActive() && copy.readFromCopy() != null) {
            begun = true;
        }
    }
}
