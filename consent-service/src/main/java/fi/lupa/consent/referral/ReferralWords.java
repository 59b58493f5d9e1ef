// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.capture.Letter;
import fi.lupa.consent.catalogue.ControllerContact;
import fi.lupa.consent.http.TextBundle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person is told of a referral, in plain words. */
final class ReferralWords {

    private static final TextBundle WORDS = TextBundle.load(
            ReferralWords.class,
            "referral",
            Arrays.stream(Language.values()).map(Language::tag).toList());

    private ReferralWords() {}

    /**
     * What is to be said.
     *
     * @param responsible null: not to be said here
     * @param own legal names of the processor's own controllers
     */
    record Said(
            ReferralView.Told told,
            @Nullable List<Responsible> responsible,
            boolean stopped,
            List<String> own,
            boolean ownStopped) {}

    /** A controller and by which day it must answer. */
    record Responsible(ControllerContact controller, LocalDate until) {

        static Responsible of(ControllerContact controller, Instant dueAt, String timeZone) {
            return new Responsible(controller, LocalDate.ofInstant(dueAt, ZoneId.of(timeZone)));
        }
    }

    static Map<String, String> inform(Said said) {
        Map<String, String> words = new HashMap<>();
        Arrays.stream(Language.values()).forEach(language -> words.put(language.tag(), inform(language.tag(), said)));
        return words;
    }

    private static String inform(String tag, Said said) {
        List<String> sentences = new ArrayList<>();
        List<Responsible> responsible = said.responsible();
        if (responsible == null) {
            sentences.add(WORDS.of(tag, "unnamed"));
            sentences.add(WORDS.of(tag, "told." + said.told()));
        } else if (responsible.isEmpty()) {
            sentences.add(WORDS.of(tag, "nobody"));
        } else {
            sentences.add(WORDS.of(tag, "named"));
            responsible.forEach(one -> sentences.add(WORDS.of(
                    tag, "company", reached(one.controller()), one.until().toString())));
        }
        if (said.stopped()) {
            boolean named = responsible != null && !responsible.isEmpty();
            sentences.add(WORDS.of(tag, named ? "stopped.named" : "stopped"));
        }
        if (!said.own().isEmpty()) {
            String names = String.join(", ", said.own());
            sentences.add(WORDS.of(tag, said.ownStopped() ? "own.stopped" : "own.offered", names));
        }
        return String.join(" ", sentences);
    }

    static Letter letter(Language language, Responsible responsible, boolean stopped) {
        String tag = language.tag();
        ControllerContact controller = responsible.controller();
        return new Letter(
                language,
                WORDS.of(tag, "letter.subject", controller.legalName()),
                WORDS.of(
                        tag,
                        "letter.text",
                        controller.legalName(),
                        reached(controller),
                        responsible.until().toString(),
                        WORDS.of(tag, stopped ? "letter.stopped" : "letter.open")));
    }

    private static String reached(ControllerContact controller) {
        return Stream.of(controller.legalName(), controller.address(), controller.contact(), controller.dpoContact())
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
