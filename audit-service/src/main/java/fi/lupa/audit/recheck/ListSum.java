// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A sum over rows, whatever their order, that two sets share only if they are the same rows, each as often: each row adds what SipHash says of it under a
 * key that is drawn for the pass, so that nobody can choose rows whose sum comes out right (MSet-Add-Hash of Clarke and others, 2003). Mutable.
 */
final class ListSum {

    static final int KEY_BYTES = 16;

    private final SipHash128 mac = new SipHash128();
    private final ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
    private final ByteBuffer code = ByteBuffer.allocate(2 * Long.BYTES);
    private long rows;
    private long low;
    private long high;

    ListSum(byte[] key) {
        mac.init(new KeyParameter(key));
    }

    /** Adds the row of that key, which lies there in the bytes, that number and that place. */
    void add(byte[] bytes, int from, int length, long number, long index) {
        mac.update(bytes, from, length);
        numbers.putLong(0, number).putLong(Long.BYTES, index);
        mac.update(numbers.array(), 0, numbers.capacity());
        mac.doFinal(code.array(), 0);
        low += code.getLong(0);
        high += code.getLong(Long.BYTES);
        rows++;
    }

    long rows() {
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListSum sum && rows == sum.rows && low == sum.low && high == sum.high;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, low, high);
    }
}
