// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the tree against the vectors of Certificate Transparency's reference implementation, and against the definition. */
class TileEdgeTest {

    static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final HexFormat HEX = HexFormat.of();

    @Test
    void givesThePublishedRoots_whenThePublishedLeavesAreAppended() {
        // Given
        TileEdge edge = TileEdge.EMPTY;
        List<String> roots = new ArrayList<>(List.of(HEX.formatHex(edge.root())));

        // When
        for (String leaf : LEAVES) {
            edge = edge.append(List.of(Rfc6962.leafHash(HEX.parseHex(leaf)))).edge();
            roots.add(HEX.formatHex(edge.root()));
        }

        // Then
        assertThat(roots).isEqualTo(ROOTS);
    }

    @Test
    void givesTheRootOfTheDefinition_whenTheTreeHasAnySize() {
        // Given
        NaiveTree naive = NaiveTree.of(700);
        TileEdge edge = TileEdge.EMPTY;

        for (int size = 1; size <= 700; size++) {
            // When
            edge = edge.append(List.of(NaiveTree.leafHash(size - 1))).edge();

            // Then
            assertThat(edge.size()).isEqualTo(size);
            assertThat(edge.root()).as("size %d", size).isEqualTo(naive.root(0, size));
        }
    }

    @Test
    void givesTheSameTilesAndRoot_whenTheLeavesComeInLotsOfAnySize() {
        // Given
        NaiveTree naive = NaiveTree.of(70_000);
        KeptTiles atOnce = KeptTiles.of(naive.hashes());
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Tile> full = new ArrayList<>();
        TileEdge edge = TileEdge.EMPTY;

        // When
        for (int from = 0; from < 70_000; ) {
            int until = Math.min(70_000, from + 1 + random.nextInt(3_000));
            TileEdge.Grown grown = edge.append(naive.hashes().subList(from, until));
            full.addAll(grown.full());
            edge = grown.edge();
            from = until;
        }

        // Then
        assertThat(edge.root()).as("seed %d", seed).isEqualTo(naive.root(0, 70_000));
        assertThat(full).as("seed %d", seed).hasSize(273 + 1);
        for (Tile tile : full) {
            assertThat(tile.bytes()).isEqualTo(atOnce.tile(tile.id()).bytes());
        }
        assertThat(full.stream().filter(tile -> tile.id().level() == 1)).hasSize(1);
    }

    @Test
    void staysAsItWas_whenAnotherLeafIsAppended() {
        // Given
        TileEdge three = TileEdge.EMPTY
                .append(List.of(new byte[32], new byte[32], new byte[32]))
                .edge();
        byte[] root = three.root();

        // When
        three.append(List.of(new byte[32]));

        // Then
        assertThat(three.size()).isEqualTo(3);
        assertThat(three.root()).isEqualTo(root);
    }
}
