// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proofs against published vectors, against the definition, and against whoever changes them. */
class TiledTreeTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The published leaves of Certificate Transparency's reference implementation and its published proofs. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, ''",
        "0, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "5, 8, bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 3, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "1, 5, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void givesThePublishedInclusionProof_whenTheLeavesAreThePublishedOnes(int index, int size, String expected) {
        assertThat(hex(published().tree(size).inclusionProof(index))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, ''",
        "1, 8, 96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "6, 8, 0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "2, 5, 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
    })
    void givesThePublishedConsistencyProof_whenTheLeavesAreThePublishedOnes(int from, int to, String expected) {
        assertThat(hex(published().tree(to).consistencyProof(from))).isEqualTo(expected);
    }

    @Test
    void givesTheProofsOfTheDefinition_whenAnySmallTreeIsWalkedThrough() {
        // Given
        NaiveTree naive = NaiveTree.of(40);
        KeptTiles tiles = KeptTiles.of(naive.hashes());

        for (int size = 1; size <= 40; size++) {
            TiledTree tree = tiles.tree(size);
            assertThat(tree.root()).isEqualTo(naive.root(0, size));
            for (int index = 0; index < size; index++) {
                // When
                List<byte[]> inclusion = tree.inclusionProof(index);
                List<byte[]> consistency = tree.consistencyProof(index + 1);

                // Then
                assertThat(hex(inclusion)).isEqualTo(hex(naive.path(index, 0, size)));
                assertThat(hex(consistency)).isEqualTo(hex(naive.subproof(index + 1, 0, size, true)));
                assertThat(Proofs.includes(index, NaiveTree.leafHash(index), naive.head(size), inclusion))
                        .isTrue();
                assertThat(Proofs.extend(naive.head(index + 1), naive.head(size), consistency))
                        .isTrue();
            }
        }
    }

    @Test
    void refusesEveryOtherProof_whenAProofIsChangedInAnyWay() {
        // Given
        NaiveTree naive = NaiveTree.of(24);
        KeptTiles tiles = KeptTiles.of(naive.hashes());

        for (int size = 2; size <= 24; size++) {
            for (int index = 0; index < size; index++) {
                int at = index;
                List<byte[]> inclusion = tiles.tree(size).inclusionProof(index);
                Root head = naive.head(size);
                byte[] leaf = NaiveTree.leafHash(index);

                // When, Then
                for (List<byte[]> changed : changesOf(inclusion)) {
                    assertThat(Proofs.includes(at, leaf, head, changed)).isFalse();
                }
                for (int other = -1; other <= size; other++) {
                    assertThat(Proofs.includes(other, leaf, head, inclusion)).isEqualTo(other == index);
                }
                assertThat(Proofs.includes(at, NaiveTree.leafHash(99), head, inclusion))
                        .isFalse();
                assertThat(Proofs.includes(at, leaf, new Root(size, new byte[32]), inclusion))
                        .isFalse();
            }
        }
    }

    @Test
    void refusesEveryOtherConsistency_whenAProofOrAHeadIsChangedInAnyWay() {
        // Given
        NaiveTree naive = NaiveTree.of(24);
        KeptTiles tiles = KeptTiles.of(naive.hashes());
        Root forged = new Root(0, new byte[32]);

        for (int size = 2; size <= 24; size++) {
            for (int from = 1; from < size; from++) {
                Root older = naive.head(from);
                Root newer = naive.head(size);
                List<byte[]> proof = tiles.tree(size).consistencyProof(from);

                // When, Then
                for (List<byte[]> changed : changesOf(proof)) {
                    assertThat(Proofs.extend(older, newer, changed))
                            .as("%d to %d", from, size)
                            .isFalse();
                }
                assertThat(Proofs.extend(new Root(from, forged.hash()), newer, proof))
                        .isFalse();
                assertThat(Proofs.extend(older, new Root(size, forged.hash()), proof))
                        .isFalse();
                assertThat(Proofs.extend(newer, older, proof)).isFalse();
            }
        }
        assertThat(Proofs.extend(forged, naive.head(3), List.of())).isFalse();
        assertThat(Proofs.extend(new Root(0, Rfc6962.emptyRoot()), naive.head(3), List.of()))
                .isTrue();
    }

    @Test
    void provesAndVerifies_whenLargeTreesAreTriedAtRandomPlaces() {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        NaiveTree naive = NaiveTree.of(140_000);
        KeptTiles tiles = KeptTiles.of(naive.hashes());

        for (int round = 0; round < 40; round++) {
            int size = 1 + random.nextInt(140_000);
            int index = random.nextInt(size);
            TiledTree tree = tiles.tree(size);
            Root head = new Root(size, tree.root());

            // When
            List<byte[]> inclusion = tree.inclusionProof(index);
            List<byte[]> consistency = tree.consistencyProof(index + 1);

            // Then
            Root older = new Root(index + 1, tiles.tree(index + 1).root());
            assertThat(head.hash()).as("seed %d", seed).isEqualTo(naive.root(0, size));
            assertThat(Proofs.includes(index, tree.leafHash(index), head, inclusion))
                    .as("seed %d, %d of %d", seed, index, size)
                    .isTrue();
            assertThat(Proofs.extend(older, head, consistency))
                    .as("seed %d, %d of %d", seed, index, size)
                    .isTrue();
        }
    }

    private static KeptTiles published() {
        return KeptTiles.of(TileEdgeTest.LEAVES.stream()
                .map(leaf -> Rfc6962.leafHash(HEX.parseHex(leaf)))
                .toList());
    }

    /** Every way to flip, drop, double or add a hash, and to swap two. */
    private static List<List<byte[]>> changesOf(List<byte[]> proof) {
        List<List<byte[]>> changes = new ArrayList<>();
        for (int i = 0; i < proof.size(); i++) {
            List<byte[]> flipped = new ArrayList<>(proof);
            byte[] hash = proof.get(i).clone();
            hash[i] ^= 1;
            flipped.set(i, hash);
            changes.add(flipped);
            List<byte[]> dropped = new ArrayList<>(proof);
            dropped.remove(i);
            changes.add(dropped);
            List<byte[]> doubled = new ArrayList<>(proof);
            doubled.add(i, proof.get(i));
            changes.add(doubled);
            List<byte[]> shortened = new ArrayList<>(proof);
            shortened.set(i, new byte[31]);
            changes.add(shortened);
            if (i > 0) {
                List<byte[]> swapped = new ArrayList<>(proof);
                swapped.set(i, proof.get(i - 1));
                swapped.set(i - 1, proof.get(i));
                changes.add(swapped);
            }
        }
        List<byte[]> longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        changes.add(longer);
        return changes;
    }

    private static String hex(List<byte[]> hashes) {
        return String.join(" ", hashes.stream().map(HEX::formatHex).toList());
    }
}
