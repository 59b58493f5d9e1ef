// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fi.lupa.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;

/** Bytes as cursors: each is refused as a bad request, or names a place. */
class CursorFuzzTest {

    @FuzzTest
    void cursor(byte[] data) {
        try {
            Cursor cursor = Cursor.parse(new String(data, StandardCharsets.UTF_8));
            assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
        } catch (ProblemException e) {
            // refused
        }
    }
}
