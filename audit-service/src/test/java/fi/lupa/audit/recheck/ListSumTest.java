// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two sums are the same only of the same rows, in whatever order. */
class ListSumTest {

    @Test
    void isTheSame_whenTheSameRowsComeInAnotherOrder() {
        assertThat(sum(1, "a/0/5", "b/1/6")).isEqualTo(sum(1, "b/1/6", "a/0/5"));
    }

    @Test
    void isAnother_whenAnythingOfARowIs() {
        // Given
        ListSum sum = sum(1, "a/0/5", "b/1/6");

        // Then
        for (List<String> rows : List.of(
                List.of("a/0/5"),
                List.of("a/0/6", "b/1/5"),
                List.of("a/1/5", "b/0/6"),
                List.of("b/0/5", "a/1/6"),
                List.of("a/0/5", "b/1/6", "b/1/6"),
                List.of("a/0/5", "a/0/5"))) {
            assertThat(sum(1, rows.toArray(String[]::new))).isNotEqualTo(sum);
        }
        assertThat(sum(2, "a/0/5", "b/1/6")).isNotEqualTo(sum);
    }

    private static ListSum sum(int key, String... rows) {
        ListSum sum = new ListSum(new byte[] {(byte) key, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
        for (String row : rows) {
            String[] parts = row.split("/", -1);
            byte[] name = parts[0].getBytes(StandardCharsets.UTF_8);
            sum.add(name, 0, name.length, Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        }
        return sum;
    }
}
