// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.ChoiceStatus;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CentreWordsTest {

    @Test
    void saysEverythingInThreeLanguages_eachInItsOwnWords() {
        // Given
        List<String> keys = new ArrayList<>(List.of(
                "page.title",
                "page.lead",
                "page.lead.unknown",
                "page.note",
                "page.language",
                "section.all",
                "section.wishes",
                "wishes.note",
                "all.marketing",
                "all.surveys",
                "status.OPEN.consent",
                "status.OPEN.other",
                "start.summary",
                "topic.label",
                "pause.label",
                "pause.is",
                "pause.choose",
                "only.label",
                "only.is",
                "only.choose",
                "unknown.title",
                "unknown.lead",
                "channel.NONE"));
        Stream.of(Channel.values()).forEach(channel -> keys.add("channel." + channel));
        Stream.of(CentreOrder.Act.values()).forEach(act -> keys.add("button." + act));
        Stream.of(ChangeCentre.Outcome.values()).forEach(outcome -> keys.add("outcome." + outcome));
        Stream.of(ChoiceStatus.ON, ChoiceStatus.WAITING, ChoiceStatus.STOPPED)
                .forEach(status -> keys.add("status." + status));
        CentreWishes.PAUSES.forEach(period -> keys.add("pause." + period));

        for (String key : keys) {
            // When
            Set<String> texts = Stream.of(Language.values())
                    .map(language -> new CentreWords(language).of(key))
                    .collect(Collectors.toSet());

            // Then
            assertThat(texts).as(key).hasSize(3).noneMatch(String::isBlank);
        }
    }

    @Test
    void masksAnAddress_soThatItsOwnerAloneKnowsIt() {
        assertThat(MaskedAddress.of("maija@koe.example.fi")).isEqualTo("m•••@k•••.fi");
        assertThat(MaskedAddress.of("m@x")).isEqualTo("m•••@x•••");
        assertThat(MaskedAddress.of("@example.fi")).isEqualTo("•••");
        assertThat(MaskedAddress.of("nobody@")).isEqualTo("•••");
    }
}
