// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            STOP; STOP
            stop.; STOP
            Lopettakaa nämä viestit!; STOP
            lopeta; STOP
            POISTAKAA numeroni listalta; STOP
            Perukaa tilaus, kiitos; STOP
            kiellän markkinoinnin; STOP
            Ei enää mainoksia; STOP
            en halua näitä; STOP
            Sluta skicka reklam; STOP
            Avregistrera mig tack; STOP
            ta bort mitt nummer; STOP
            Unsubscribe; STOP
            please remove me; STOP
            No, thanks; STOP
            Don't send me these; STOP
            Älkää ottako yhteyttä; NO_CONTACT
            alkaa ottako yhteytta!!; NO_CONTACT
            Stop! Älä ota minuun yhteyttä.; NO_CONTACT
            Kontakta mig inte mer; NO_CONTACT
            Do not contact me again; NO_CONTACT
            ei; SOME_NO
            Nej.; SOME_NO
            no; SOME_NO
            Emme tiedä, ei kai; SOME_NO
            Kiitos, tulen mielelläni; NOT_UNDERSTOOD
            Ja tack; NOT_UNDERSTOOD
            Peruna ja eilinen; NOT_UNDERSTOOD
            stopover; NOT_UNDERSTOOD
            Bussipysäkki; NOT_UNDERSTOOD""")
    void readsTheWiderNo(String text, Understood understood) {
        assertThat(StopWords.read(text)).isEqualTo(understood);
    }

    @Test
    void understandsThreeLanguages() {
        assertThat(List.of("fi", "sv", "en")).allSatisfy(language -> assertThat(StopWords.phrasesIn(language))
                .isGreaterThan(15));
    }

    @Test
    void readsTheWildcardAsWords_whenSomebodyWritesIt() {
        assertThat(StopWords.read("***STOP***")).isEqualTo(Understood.STOP);
        assertThat(StopWords.read("*")).isEqualTo(Understood.NOT_UNDERSTOOD);
        assertThat(StopWords.read("")).isEqualTo(Understood.NOT_UNDERSTOOD);
    }
}
