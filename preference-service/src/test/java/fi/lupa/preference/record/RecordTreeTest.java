// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree against the vectors that the certificate transparency implementations share, and its paths against the RFC. */
class RecordTreeTest {

    private static final List<String> ENTRIES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void hasTheRootOfTheSharedVectors(int size, String root) {
        // Given
        List<byte[]> entries =
                ENTRIES.subList(0, size).stream().map(HexFormat.of()::parseHex).toList();

        // Then
        assertThat(HexFormat.of().formatHex(tree(entries).root())).isEqualTo(root);
    }

    @Test
    void provesEveryLeaf_andNoOther_whateverTheSize() {
        Random random = new Random(20261122);
        for (int size = 1; size <= 130; size++) {
            // Given
            List<byte[]> entries = random.ints(size)
                    .mapToObj(Integer::toString)
                    .map(RecordTreeTest::bytes)
                    .toList();
            RecordTree tree = tree(entries);

            // Then
            for (int index = 0; index < size; index++) {
                Rfc9162 proof = new Rfc9162(index, size, tree.path(index));
                assertThat(proof.root(RecordTree.leafHash(entries.get(index))))
                        .as("leaf %d of %d, seed 20261122", index, size)
                        .isEqualTo(tree.root());
                assertThat(proof.root(RecordTree.leafHash(bytes("another")))).isNotEqualTo(tree.root());
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RecordTree tree(List<byte[]> entries) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        entries.forEach(entry -> hashes.writeBytes(RecordTree.leafHash(entry)));
        return RecordTree.ofHashes(hashes.toByteArray());
    }
}
