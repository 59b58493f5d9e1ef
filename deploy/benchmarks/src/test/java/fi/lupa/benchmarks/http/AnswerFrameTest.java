// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnswerFrameTest {

    private static final byte[] ANSWER =
            bytes("HTTP/1.1 201 Created\r\nContent-Length: 11\r\nX: y\r\n\r\n{\"a\":\"bcd\"}");

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
        byte[] answer = bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

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
