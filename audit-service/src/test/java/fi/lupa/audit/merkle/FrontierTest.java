// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The root at every size on the way is the one that the standard's own words give. */
class FrontierTest {

    @Test
    void givesTheRootOfEverySize_whenLeavesAreAppendedOneByOne() {
        // Given
        int most = 530;
        NaiveTree tree = NaiveTree.of(most);
        Frontier frontier = new Frontier();

        for (int size = 0; size <= most; size++) {
            // Then
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(tree.root(0, size));

            // When
            frontier.append(NaiveTree.leafHash(size));
        }
    }
}
