// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Permission;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.SubjectState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Somebody consents by a link, at one moment and under a current notice, to all that a question asks for. */
record Consenting(Question question, CatalogueView catalogue, Instant moment, String actor) {

    SubjectState to(SubjectState state) {
        List<ChoiceCell> cells = new ArrayList<>(state.choices());
        give(cells, question.purpose(), question.judgedChannel());
        catalogue.purposes().values().stream()
                .filter(purpose -> purpose.category() == Category.PROFILING)
                .filter(purpose -> !purpose.key().equals(question.purpose()))
                .forEach(purpose -> give(cells, purpose.key(), null));
        SubjectState known = state.status() == SubjectState.Status.UNKNOWN ? Facts.living() : state;
        return Facts.withChoices(known.askedBy(Set.of(1)), cells);
    }

    /** The cell keeps the no that the act has lifted. */
    private void give(List<ChoiceCell> cells, String purpose, @Nullable Channel channel) {
        ChoiceCell before = null;
        for (ChoiceCell cell : List.copyOf(cells)) {
            if (cell.controller().equals(question.controller())
                    && cell.purpose().equals(purpose)
                    && cell.channel() == channel
                    && Objects.equals(cell.identifier(), 1)) {
                before = cell;
                cells.remove(cell);
            }
        }
        Prohibition lifted = before == null ? null : before.prohibition();
        cells.add(new ChoiceCell(question.controller(), purpose, channel, 1, permission(), lifted, null, null, moment));
    }

    private Permission permission() {
        Question.Content content = question.content();
        return new Permission(
                "remedy",
                "DOUBLE_OPT_IN_LINK",
                actor,
                moment,
                moment,
                moment,
                notice(),
                Set.of(),
                named(content.offerOwner()),
                named(content.disclosedTo(), content.vendor()),
                true,
                Set.of(),
                null);
    }

    private static Set<String> named(@Nullable String... names) {
        return Stream.of(names).flatMap(Stream::ofNullable).collect(Collectors.toSet());
    }

    private Permission.Notice notice() {
        return catalogue.notices().entrySet().stream()
                .filter(entry -> !catalogue.doubts().notices().contains(entry.getKey()))
                .flatMap(entry -> current(entry.getValue())
                        .map(version -> new Permission.Notice(entry.getKey(), version.version())))
                .findFirst()
                .orElseThrow();
    }

    private Stream<NoticeVersion> current(List<NoticeVersion> versions) {
        NoticeVersion last = versions.get(versions.size() - 1);
        boolean inForce = !last.effectiveFrom().isAfter(moment);
        return inForce && last.controllers().contains(question.controller()) ? Stream.of(last) : Stream.empty();
    }
}
