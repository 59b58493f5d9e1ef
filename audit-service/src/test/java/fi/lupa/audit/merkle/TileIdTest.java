// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileIdTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, 0/000",
        "0, 273, 112, 0/273.p/112",
        "3, 1234067, 256, 3/x001/x234/067",
        "63, 1000, 1, 63/x001/000.p/1"
    })
    void isWrittenAsTheSpecificationSays_whenItHasAnyPlace(int level, long index, int width, String path) {
        TileId tile = new TileId(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(TileId.ofPath(path)).contains(tile);
        assertThat(TileId.ofEntriesPath(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/0",
                "00/000",
                "0/0000",
                "0/000.p/0",
                "0/000.p/256",
                "0/000.p/01",
                "0/000.p/",
                "64/000",
                "-1/000",
                "0/x000/001",
                "0/001/002",
                "0/x001/x002",
                "0/000/",
                "0/000.P/1",
                "0/../000",
                "0/000.p/1/2",
                "0/x999/x999/x999/x999/x999/x999/999"
            })
    void isNone_whenAPathIsWrittenInAnyOtherWay(String path) {
        assertThat(TileId.ofPath(path)).isEmpty();
    }

    @Test
    void namesABundleOfEntries_whenThePathSaysSo() {
        assertThat(TileId.ofEntriesPath("entries/x001/000.p/9")).contains(new TileId(0, 1000, 9));
        assertThat(TileId.ofPath("entries/000")).isEmpty();
        assertThat(new TileId(0, 1000, 9).entriesPath()).isEqualTo("entries/x001/000.p/9");
    }

    /** The specification's own example: a tree of 70,000. */
    @Test
    void isWithinTheTree_whenTheTreeHasAllOfIt() {
        List<String> present = new ArrayList<>();
        for (TileId tile : List.of(
                new TileId(0, 272, 256),
                new TileId(0, 273, 112),
                new TileId(0, 273, 1),
                new TileId(1, 0, 256),
                new TileId(1, 1, 17),
                new TileId(2, 0, 1),
                new TileId(0, 273, 113),
                new TileId(0, 273, 256),
                new TileId(0, 274, 1),
                new TileId(1, 1, 18),
                new TileId(2, 0, 2),
                new TileId(3, 0, 1),
                new TileId(8, 0, 1),
                new TileId(63, 0, 1))) {
            if (tile.isWithin(70_000)) {
                present.add(tile.path());
            }
        }
        assertThat(present).containsExactly("0/272", "0/273.p/112", "0/273.p/1", "1/000", "1/001.p/17", "2/000.p/1");
    }
}
