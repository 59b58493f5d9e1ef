// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

class CsvLiningTest {

    private final CsvLining csv = new CsvLining(false);

    @Test
    void passesOtherColumnsThrough_andItsOwnBehindThem() {
        assertThat(csv.head("a,value,\"b, c\",ref"))
                .isEqualTo("a,\"b, c\",ref,handle,decision,reason,notBefore,retry,error\n");
        Row row = csv.read("1,anna@example.fi,\"say \"\"x\"\"\",r");
        assertThat(row.passed()).containsExactly("1", "say \"x\"", "r");
        assertThat(row.ref()).isEqualTo("r");
        assertThat(error(row, new Lining.Flaw(3, ProblemCode.IDENTIFIER_INVALID, "INVALID")))
                .isEqualTo("1,\"say \"\"x\"\"\",r,,,,,,IDENTIFIER_INVALID\n");
        assertThat(error(row, new Lining.Flaw(3, ProblemCode.IDENTIFIER_NOT_ACCEPTED, null)))
                .isEqualTo(",,,,,,,,IDENTIFIER_NOT_ACCEPTED\n");
    }

    private String error(Row row, Lining.Flaw flaw) {
        StringBuilder line = new StringBuilder();
        csv.error(row, flaw, line);
        return line.toString();
    }

    @Test
    void refusesALine_thatIsNoRecordOfItsColumns() {
        csv.head("value;name");
        assertThatThrownBy(() -> csv.read("anna@example.fi")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> csv.read("anna@example.fi;a;b")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> csv.read("\"anna@example.fi;a")).isInstanceOf(ProblemException.class);
        assertThat(csv.read("anna@example.fi;a").passed()).containsExactly("a");
    }

    @Test
    void refusesColumnsThatCannotBeAnswered() {
        for (String head : new String[] {"name,ref", "value,decision", "value,Value", ""}) {
            assertThatThrownBy(() -> new CsvLining(false).head(head)).as(head).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> new CsvLining(false).head(null)).isInstanceOf(ProblemException.class);
    }
}
