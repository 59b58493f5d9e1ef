// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.preference.answer.MadeUpPeople;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines are answered by several threads, and come out as if it were one. */
class BlocksTest {

    private static final int PEOPLE = 400;
    private static final int LINES = 6_000;
    private static final long SEED = 61;
    private static final MadeUpPeople KNOWN = new MadeUpPeople(PEOPLE);
    private static final List<String> ODD = List.of(
            "",
            "nonsense",
            "{}",
            "{\"value\":\"no address\",\"ref\":\"%d\"}",
            "{\"sha256\":\"00\"}",
            "{\"value\":null}",
            "{ \"value\" : \"Person1@Bench.example.fi\" , \"ref\":\"%d\" }",
            "{\"value\":\"ä\\u00f6@exämple.fi\"}",
            "{\"value\":\"person2@bench.example.fi\",\"other\":1}",
            "{\"ref\":\"131052-308T\",\"value\":\"a@example.fi\"}",
            "x".repeat(70_000),
            "{\"value\":\"\u00ff@example.fi\"}");

    @Test
    void comeOutInTheOrderOfTheList_whateverTheNumberOfThreadsAndThePiecesTheyComeIn() throws IOException {
        // Given
        byte[] list = list();

        // When
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        Tally alone = new OneList(KNOWN, 1).answer(new Dribbling(list, 100), one);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        Tally together = new OneList(KNOWN, 4).answer(new ByteArrayInputStream(list), many);

        // Then
        String[] answers = one.toString(StandardCharsets.UTF_8).split("\n", -1);
        assertThat(answers).hasSizeGreaterThan(LINES * 3 / 4);
        assertThat(many.toString(StandardCharsets.UTF_8)).isEqualTo(one.toString(StandardCharsets.UTF_8));
        assertThat(together.reasons()).isEqualTo(alone.reasons()).containsKeys("CONSENT_GIVEN", "CONSENT_WITHDRAWN");
        assertThat(together.errors()).isEqualTo(alone.errors()).containsKeys("PAYLOAD_TOO_LARGE", "MALFORMED_JSON");
        assertThat(together.lines()).isEqualTo(alone.lines()).isEqualTo(answers.length - 1L);
        assertThat(answers)
                .filteredOn(answer -> answer.contains("\"line\":"))
                .allMatch(answer -> isAtItsPlace(answer, answers));
    }

    private static boolean isAtItsPlace(String answer, String[] answers) {
        int line = Integer.parseInt(answer.replaceFirst(".*\"line\":(\\d+).*", "$1"));
        return answers[line - 1].equals(answer);
    }

    @Test
    void areAnsweredAsFarAsTheyCame_whenTheListBreaksOff() throws IOException {
        // Given
        byte[] list = list();
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(list), new Broken());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        new OneList(KNOWN, 2).answer(new ByteArrayInputStream(list), whole);

        // When
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new OneList(KNOWN, 2).answer(broken, out)).hasMessage("CLIENT_GONE");

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(whole.toString(StandardCharsets.UTF_8));
    }

    private static byte[] list() {
        Random random = new Random(SEED);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            String line = random.nextInt(20) == 0
                    ? ODD.get(random.nextInt(ODD.size())).formatted(i)
                    : "{\"value\":\"%s\",\"ref\":\"%d\"}"
                            .formatted(KNOWN.addresses().get(random.nextInt(PEOPLE)), i);
            boolean latin = random.nextInt(4) == 0;
            list.writeBytes((line + "\n").getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
        }
        return list.toByteArray();
    }

    /** Brings so little at once, and says that there is no more. */
    private static final class Dribbling extends FilterInputStream {

        private final int most;

        Dribbling(byte[] all, int most) {
            super(new ByteArrayInputStream(all));
            this.most = most;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, most));
        }

        @Override
        public int available() {
            return 0;
        }
    }

    /** A client that has left. */
    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new CheckEndedException(CheckEnd.CLIENT_GONE);
        }
    }
}
