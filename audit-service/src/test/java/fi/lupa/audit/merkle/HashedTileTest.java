// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is computed once is what is computed each time. */
class HashedTileTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 255, 256})
    void givesTheRootsOfAllItsSubtrees_howeverOftenItIsAsked(int width) {
        // Given
        byte[] bytes = new byte[width * 32];
        new Random(width).nextBytes(bytes);
        Tile tile = new Tile(new TileId(0, 0, width), bytes);
        HashedTile hashed = new HashedTile(tile);

        for (int time = 0; time < 2; time++) {
            for (int count = 1; count <= width; count *= 2) {
                for (int position = 0; position + count <= width; position += count) {
                    // When
                    byte[] root = hashed.root(position, count);

                    // Then
                    assertThat(root).isEqualTo(tile.root(position, count));
                }
            }
        }
    }
}
