// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTextTest {

    @Test
    void readsSubjectAndText_whoeverWrote() throws Exception {
        // When
        MailText text = read(
                "From: \"Koe, Henkilö\" <koe@koe.example.fi>\nSubject: =?UTF-8?Q?=C3=84lk=C3=A4=C3=A4?=\n\nottako yhteyttä\n");

        // Then
        assertThat(text.from()).contains("koe@koe.example.fi");
        assertThat(text.words()).contains("Älkää", "ottako yhteyttä");
        assertThat(text.automatic()).isFalse();
    }

    @Test
    void leavesOutWhatIsAnswered_butNotWhatIsWrittenBelowIt() throws Exception {
        // When
        MailText below = read("Subject: Re: peruuta\n\nMaija kirjoitti 1.11.2026:\n> peruuta tilaus\n\nei kiitos\n");
        MailText above = read("Subject: VS: peruuta\n\nTulen!\n\nLähettäjä: Me\nAihe: peruuta tilaus\n");
        MailText alone = read("Subject: Re: x\n\nLähettäjä: Me\nstop\n");

        // Then
        assertThat(below.words().strip()).isEqualTo("ei kiitos");
        assertThat(above.words().strip()).isEqualTo("Tulen!");
        assertThat(alone.words()).contains("stop");
    }

    @ParameterizedTest
    @CsvSource({
        "text/html,<p>&Auml;lk&auml;&auml; <b>l&#228;hett&auml;k&ouml;</b></p><style>stop</style>,Älkää lähettäkö",
        "text/plain; charset=ISO-8859-1,stop,stop",
        "text/plain; charset=none-such,stop,stop"
    })
    void readsEveryKindOfText(String type, String body, String words) throws Exception {
        // When
        MailText text = read("Content-Type: " + type + "\n\n" + body + "\n");

        // Then
        assertThat(text.words().replaceAll("\\s+", " ").strip()).isEqualTo(words);
    }

    @Test
    void takesThePlainPartOfSeveral_andNothingOfAnAttachment() throws Exception {
        // When
        MailText text = read("""
                Content-Type: multipart/mixed; boundary="m"

                --m
                Content-Type: multipart/alternative; boundary="a"

                --a
                Content-Type: text/html

                <p>html</p>
                --a
                Content-Type: text/plain

                plain
                --a--
                --m
                Content-Type: text/plain
                Content-Disposition: attachment; filename="x.txt"

                attached
                --m--
                """);

        // Then
        assertThat(text.words().strip()).isEqualTo("plain");
    }

    @Test
    void knowsAMachinesAnswer() throws Exception {
        assertThat(read("Auto-Submitted: auto-replied\n\nstop\n").automatic()).isTrue();
        assertThat(read("Auto-Submitted: no\n\nstop\n").automatic()).isFalse();
    }

    private static MailText read(String mail) throws Exception {
        return MailText.of(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
