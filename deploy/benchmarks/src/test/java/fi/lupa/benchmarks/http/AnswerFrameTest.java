// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnswerFrameTest {

    private static final byte[] ANSWER =
            bytes("HTTP/1.1 201 Created\r\nContent-Length: 11\r\nX: y\r\n\r\n{\"a\":\"bcd\"}");

    /** Two chunks, the first with an extension and its length in capitals, and a trailer. */
    private static final String CHUNKED = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Transfer-Encoding: chunked",
            "",
            "A;x=y",
            "{\"a\":\"bcde",
            "17",
            "fghijklmnopqrstuvwxyz\"}",
            "0",
            "T: z",
            "",
            "");

    @Test
    void findsTheEnd_whenTheAnswerIsWhole() {
        assertThat(AnswerFrame.status(ANSWER)).isEqualTo(201);
        assertThat(AnswerFrame.wholeLength(ANSWER, ANSWER.length)).isEqualTo(ANSWER.length);
    }

    @Test
    void findsTheEnd_whenTheHeaderIsInLowerCase() {
        byte[] answer = bytes("HTTP/1.1 200 OK\r\ncontent-length:2\r\n\r\n{}");

        assertThat(AnswerFrame.wholeLength(answer, answer.length)).isEqualTo(answer.length);
    }

    @Test
    void knowsNothing_whileTheHeadIsNotComplete() {
        assertThat(AnswerFrame.wholeLength(ANSWER, 49)).isEqualTo(AnswerFrame.NOT_YET_KNOWN);
    }

    @Test
    void knowsTheEnd_whenOnlyTheHeadHasCome() {
        int head = AnswerFrame.headLength(ANSWER, ANSWER.length);

        assertThat(AnswerFrame.wholeLength(ANSWER, head)).isEqualTo(ANSWER.length);
    }

    @Test
    void refuses_whenTheLengthIsNotSaid() {
        byte[] answer = bytes("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n{}");

        assertThatThrownBy(() -> AnswerFrame.wholeLength(answer, answer.length))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void findsTheEndOfTheLastChunk_andNothingBeforeItHasCome() {
        // Given
        byte[] answer = bytes(CHUNKED);

        // Then
        for (int come = 0; come < answer.length; come++) {
            assertThat(AnswerFrame.wholeLength(answer, come)).isEqualTo(AnswerFrame.NOT_YET_KNOWN);
        }
        assertThat(AnswerFrame.wholeLength(answer, answer.length)).isEqualTo(answer.length);
    }

    @Test
    void joinsWhatChunksCarry_whenTheAnswerIsWhole() {
        // Given
        byte[] answer = bytes(CHUNKED);

        // When
        int length = AnswerFrame.unframe(answer, answer.length);

        // Then
        int head = AnswerFrame.headLength(answer, length);
        assertThat(new String(answer, head, length - head, StandardCharsets.US_ASCII))
                .isEqualTo("{\"a\":\"bcdefghijklmnopqrstuvwxyz\"}");
        assertThat(AnswerFrame.contains(answer, head, length, bytes("bcdefg"))).isTrue();
    }

    @Test
    void leavesAnAnswerAsItIs_whenItHasALength() {
        assertThat(AnswerFrame.unframe(ANSWER, ANSWER.length)).isEqualTo(ANSWER.length);
    }

    @Test
    void refuses_whenAChunkHasNoLength() {
        byte[] answer = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n\r\n");

        assertThatThrownBy(() -> AnswerFrame.wholeLength(answer, answer.length))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void findsTextInTheBodyOnly_whenAsked() {
        int head = AnswerFrame.headLength(ANSWER, ANSWER.length);

        assertThat(AnswerFrame.contains(ANSWER, head, ANSWER.length, bytes("\"a\":\"b")))
                .isTrue();
        assertThat(AnswerFrame.contains(ANSWER, head, ANSWER.length, bytes("Created")))
                .isFalse();
        assertThat(AnswerFrame.contains(ANSWER, head, ANSWER.length, bytes("bcd\"}more")))
                .isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
