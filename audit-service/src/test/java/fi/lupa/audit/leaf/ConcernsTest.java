// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom an entry is, told from its line alone. */
class ConcernsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"consent.given","ctl":"kysely"}  | kysely
            {"kind":"extract.issued","ctl":"kysely"} | kysely
            {"kind":"subject.merged"}                | ``
            """)
    void areToldByTheLine(String line, String expected) throws IOException {
        List<String> controllers = expected.isEmpty() ? List.of() : Arrays.asList(expected.split(" ", -1));
        assertThat(Concerns.of(JSON.readTree(line))).contains(controllers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"kind":"extract.issued","sub":"sub_x"} |
            {"kind":"catalogue.controller"}         |
            """)
    void areNotTold_whereTheLineShowsTooLittle(String line) throws IOException {
        assertThat(Concerns.of(JSON.readTree(line))).isEmpty();
    }
}
