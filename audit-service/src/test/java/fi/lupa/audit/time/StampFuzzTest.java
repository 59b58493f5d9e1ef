// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.time;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fi.lupa.platform.key.Digests;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** Bytes as the answer of a time stamping authority: nothing but a stamp over what was asked is taken, and nothing breaks. */
class StampFuzzTest {

    private static final TimeStampRequest REQUEST = new TimeStampRequestGenerator()
            .generate(TSPAlgorithms.SHA256, Digests.sha256(new byte[] {1}), BigInteger.TEN);
    private static final TimestampAuthority AUTHORITY =
            new TimestampAuthority(URI.create("http://127.0.0.1:1/"), List.of(), new SecureRandom());

    @FuzzTest
    void answer(byte[] data) {
        try {
            AUTHORITY.stamp(REQUEST, data);
            throw new AssertionError("a stamp of nobody who is trusted was taken");
        } catch (TimestampAuthority.NotStampedException e) {
            // refused
        }
    }
}
