// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the tree against the vectors of Certificate Transparency's reference implementation, and against the definition. */
class CompactRangeTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void givesThePublishedRoots_whenThePublishedLeavesAreAppended() {
        // Given
        CompactRange tree = CompactRange.EMPTY;
        List<String> roots = new ArrayList<>(List.of(HEX.formatHex(tree.root())));

        // When
        for (String leaf : LEAVES) {
            tree = tree.append(Rfc6962.leafHash(HEX.parseHex(leaf)));
            roots.add(HEX.formatHex(tree.root()));
        }

        // Then
        assertThat(roots).isEqualTo(ROOTS);
    }

    @Test
    void givesTheRootOfTheDefinition_whenTheTreeHasAnySize() {
        // Given
        List<byte[]> hashes = new ArrayList<>();
        CompactRange tree = CompactRange.EMPTY;

        for (int size = 1; size <= 260; size++) {
            // When
            byte[] hash = Rfc6962.leafHash(("leaf " + size).getBytes(StandardCharsets.UTF_8));
            hashes.add(hash);
            tree = tree.append(hash);

            // Then
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).as("size %d", size).isEqualTo(rootByDefinition(hashes));
        }
    }

    @Test
    void staysAsItWas_whenAnotherLeafIsAppended() {
        // Given
        CompactRange three =
                CompactRange.EMPTY.append(new byte[32]).append(new byte[32]).append(new byte[32]);
        byte[] root = three.root();

        // When
        three.append(new byte[32]);

        // Then
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.root()).isEqualTo(root);
    }

    /** RFC 6962, 2.1: split at the largest power of two smaller than n. */
    private static byte[] rootByDefinition(List<byte[]> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        int split = Integer.highestOneBit(hashes.size() - 1);
        return Rfc6962.nodeHash(
                rootByDefinition(hashes.subList(0, split)), rootByDefinition(hashes.subList(split, hashes.size())));
    }
}
