// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.centre.CentreStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gives the beginning of a copy its words: the same document that goes out as linked data, for people. */
final class CopyPages {

    private final JsonNode head;
    private final CopyWords words;

    private CopyPages(JsonNode head, CopyWords words) {
        this.head = head;
        this.words = words;
    }

    static CopyPage of(PersonalCopy copy) {
        return new CopyPages(copy.head(), new CopyWords(copy.language())).page(copy.language());
    }

    private CopyPage page(Language language) {
        List<CopyPage.Section> sections = new ArrayList<>();
        if (head.has("lupa:erased")) {
            sections.add(new CopyPage.Section(words.of("section.erased"), null, erased()));
        }
        sections.add(section("controller", controller()));
        head.path("dpv:hasDataSubject").forEach(person -> person(person, sections));
        sections.add(section("purposes", purposes()));
        sections.add(new CopyPage.Section(words.of("section.profiling"), words.of("profiling.note"), profiling()));
        sections.add(section("recipients", recipients()));
        sections.add(section("told", told()));
        sections.add(section("notices", notices()));
        sections.add(new CopyPage.Section(words.of("section.rights"), words.of("rights.note", contact()), authority()));
        return new CopyPage(
                language.tag(),
                CentreStyle.CSS,
                words.of("title", name()),
                words.of("lead", name(), words.date(head.at("/dct:created/@value"))),
                sections,
                words.of("section.history"),
                words.of("history.note"));
    }

    private void person(JsonNode person, List<CopyPage.Section> sections) {
        sections.add(section("identifiers", identifiers(person)));
        sections.add(section("standing", new StandingLines(words, head).of(person.at("/lupa:asItStands/@value"))));
        if (!person.path("lupa:recordings").isEmpty()) {
            String how = words.of("recordings.how", contact());
            sections.add(new CopyPage.Section(words.of("section.recordings"), how, recordings(person)));
        }
    }

    private CopyPage.Section section(String key, List<CopyPage.Line> lines) {
        return new CopyPage.Section(words.of("section." + key), lines.isEmpty() ? words.of("nothing") : null, lines);
    }

    private String name() {
        return head.at("/dpv:hasDataController/0/dpv:hasName").asText();
    }

    private String contact() {
        JsonNode controller = head.at("/dpv:hasDataController/0");
        return controller
                .path("dpv:hasContact")
                .asText(controller.path("dpv:hasName").asText());
    }

    private List<CopyPage.Line> erased() {
        List<CopyPage.Line> lines = new ArrayList<>();
        head.path("lupa:erased")
                .forEach(told ->
                        lines.add(line("erased.told", told.path("@value").asText())));
        return lines;
    }

    private List<CopyPage.Line> controller() {
        JsonNode controller = head.at("/dpv:hasDataController/0");
        String none = words.of("unregistered");
        return List.of(
                line("controller.name", name()),
                line("controller.address", controller.path("dpv:hasAddress").asText(none)),
                line("controller.contact", controller.path("dpv:hasContact").asText(none)),
                line(
                        "controller.dpo",
                        controller.path("lupa:dataProtectionOfficer").asText(none)));
    }

    private CopyPage.Line line(String key, String value) {
        return new CopyPage.Line(words.of(key), value);
    }

    private List<CopyPage.Line> identifiers(JsonNode person) {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode one : person.path("dpv:hasPersonalData")) {
            JsonNode origin = one.path("lupa:origin");
            String from = origin.isObject()
                    ? words.of(
                            "origin",
                            words.date(origin.at("/dct:date/@value")),
                            origin.path("lupa:client").asText(),
                            words.method(origin.path("lupa:method").asText()))
                    : words.of("origin.unknown");
            String value = one.path("rdf:value").asText(words.of("identifier.hashed"));
            String type = one.path("lupa:identifierType").asText();
            lines.add(new CopyPage.Line(words.word("identifier", type), value + ". " + from));
        }
        return lines;
    }

    private List<CopyPage.Line> recordings(JsonNode person) {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode one : person.path("lupa:recordings")) {
            String reference = words.plain(one.at("/lupa:reference/@value"));
            lines.add(new CopyPage.Line(words.date(one.at("/dct:date/@value")), reference));
        }
        return lines;
    }

    private List<CopyPage.Line> purposes() {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode process : head.path("dpv:hasProcess")) {
            String category =
                    words.word("category", process.path("lupa:category").asText());
            JsonNode validity = process.path("lupa:validity");
            String howLong = validity.isTextual() ? words.of("validity", validity.asText()) : words.of("validity.none");
            lines.add(new CopyPage.Line(
                    StandingLines.title(process, words.language()),
                    words.of("purpose", category, bases(process), howLong)));
        }
        head.path("dpv:hasStorageCondition").forEach(storage -> {
            JsonNode duration = storage.at("/dpv:hasDuration/rdf:value");
            if (duration.isTextual()) {
                lines.add(line("storage", duration.asText()));
            }
        });
        return lines;
    }

    private String bases(JsonNode process) {
        Set<String> bases = new LinkedHashSet<>();
        process.at("/lupa:basis/@value")
                .forEach(all -> all.forEach(basis -> bases.add(words.word("basis", basis.asText()))));
        return String.join(", ", bases);
    }

    private List<CopyPage.Line> profiling() {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode process : head.path("dpv:hasProcess")) {
            List<String> flags = new ArrayList<>();
            process.path("lupa:flags").forEach(flag -> flags.add(words.word("flag", flag.asText())));
            if ("PROFILING".equals(process.path("lupa:category").asText())) {
                flags.add(words.word("category", "PROFILING"));
            }
            if (!flags.isEmpty()) {
                lines.add(new CopyPage.Line(StandingLines.title(process, words.language()), String.join(", ", flags)));
            }
        }
        return lines;
    }

    private List<CopyPage.Line> recipients() {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode one : head.path("dpv:hasRecipient")) {
            String kind = one.path("lupa:recipientKind").asText("PROCESSOR");
            String what = one.has("dct:date")
                    ? words.date(one.at("/dct:date/@value")) + ": " + words.plain(one.path("lupa:data"))
                    : words.of("recipient.records");
            lines.add(new CopyPage.Line(
                    words.word("recipient", kind) + " "
                            + one.path("dct:identifier").asText(),
                    what));
        }
        return lines;
    }

    private List<CopyPage.Line> told() {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode one : head.path("lupa:told")) {
            String when = words.date(one.at("/dct:date/@value"));
            String known = one.has("lupa:acknowledged")
                    ? words.of("told.acknowledged", words.date(one.at("/lupa:acknowledged/@value")))
                    : words.of("told.open");
            lines.add(new CopyPage.Line(
                    words.word("recipient", one.path("lupa:recipientKind").asText()) + " "
                            + one.path("dct:identifier").asText(),
                    when + ": " + words.word("told", one.path("lupa:about").asText()) + "; " + known));
        }
        return lines;
    }

    private List<CopyPage.Line> notices() {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode notice : head.path("dpv:hasNotice")) {
            String name = notice.path("dct:identifier").asText() + " "
                    + notice.path("dct:hasVersion").asText() + " ("
                    + notice.path("dct:language").asText() + ")";
            String text = notice.path("lupa:title").asText() + ". "
                    + notice.path("lupa:body").asText() + " "
                    + notice.path("lupa:controlLabel").asText();
            lines.add(new CopyPage.Line(name, text));
        }
        return lines;
    }

    private List<CopyPage.Line> authority() {
        List<CopyPage.Line> lines = new ArrayList<>();
        for (JsonNode right : head.path("dpv:hasRight")) {
            if ("eu-gdpr:A77".equals(right.at("/@type/1").asText())) {
                lines.add(line("authority", right.at("/dpv:isExercisedAt/@id").asText()));
            }
        }
        return lines;
    }
}
