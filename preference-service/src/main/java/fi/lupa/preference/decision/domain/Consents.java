// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the person's choices: a permission holds for the identifier it was given with, a prohibition for that or for all. */
final class Consents {

    private static final BinaryOperator<Held> NEWER = BinaryOperator.maxBy(
            Comparator.comparing((Held held) -> held.permission().effectiveAt())
                    .thenComparing(held -> held.permission().recordedAt())
                    .thenComparing(held -> held.permission().recordId()));

    private Consents() {}

    /**
     * A consent on which the asked controller may rely, and the notice version it was given under.
     *
     * @param end the first moment at which it no longer holds; null if there is none
     */
    record Held(
            Permission permission,
            NoticeVersion shown,
            @Nullable Instant end) {}

    /** Returns the newest consent for purpose, channel and identifier, given to whichever controller, whose notice names this one. */
    static Optional<Held> held(Inquiry inquiry) {
        return inquiry.held();
    }

    static Optional<Held> newest(Inquiry inquiry) {
        Optional<Held> newest = Optional.empty();
        for (Permission permission : given(inquiry)) {
            Optional<Held> another = held(inquiry, permission);
            newest = newest.isPresent() && another.isPresent()
                    ? Optional.of(NEWER.apply(newest.get(), another.get()))
                    : newest.or(() -> another);
        }
        return newest;
    }

    private static Optional<Held> held(Inquiry inquiry, Permission permission) {
        return mayCarryAnAnswer(inquiry, permission)
                ? shown(inquiry, permission)
                        .filter(version -> version.controllers()
                                .contains(inquiry.question().controller()))
                        .map(version -> new Held(permission, version, Validity.end(inquiry, permission)))
                : Optional.empty();
    }

    /** After an erasure only what shows whose the identifier is counts at all, so that no answer rests on anything else (row 11). */
    private static boolean mayCarryAnAnswer(Inquiry inquiry, Permission permission) {
        return !inquiry.state().suppressions().erased()
                || permission.showsControlOf(inquiry.question().identifierType());
    }

    /** Returns the held consent if it covers what is asked, has not expired and its notice has not changed materially. */
    static Optional<Held> valid(Inquiry inquiry) {
        return inquiry.valid();
    }

    static Optional<Held> stillValid(Inquiry inquiry) {
        return held(inquiry)
                .filter(held -> covers(inquiry, held.permission()))
                .filter(held -> !Validity.expired(inquiry, held))
                .filter(held -> !Validity.changedMaterially(inquiry, held));
    }

    /** A consent without topics covers all of them; a question without a topic asks for what the consent covers. */
    static boolean covers(Inquiry inquiry, Permission permission) {
        Question.Content content = inquiry.question().content();
        boolean vendorNamed =
                content.vendor() == null || permission.disclosedTo().contains(content.vendor());
        return vendorNamed && coversTopic(inquiry, permission);
    }

    private static boolean coversTopic(Inquiry inquiry, Permission permission) {
        String topic = inquiry.question().content().topic();
        return topic == null
                || permission.topics().isEmpty()
                || permission.topics().contains(topic);
    }

    /** Returns every permission for purpose, channel and identifier, whichever controller it was given to. */
    static List<Permission> given(Inquiry inquiry) {
        List<Permission> given = List.of();
        for (ChoiceCell cell : inquiry.cells()) {
            Permission permission = cell.permission();
            if (permission != null && inEffect(inquiry, permission)) {
                given = Among.with(given, permission);
            }
        }
        return given;
    }

    /** Returns the cells the asked controller itself holds for purpose, channel and identifier. */
    static List<ChoiceCell> ownCells(Inquiry inquiry) {
        return Among.all(inquiry.cells(), cell -> inquiry.isOwn(cell.controller()));
    }

    static Optional<NoticeVersion> shown(Inquiry inquiry, Permission permission) {
        return Optional.ofNullable(permission.notice()).flatMap(inquiry.catalogue()::version);
    }

    static List<ChoiceCell> asked(Inquiry inquiry) {
        return Among.all(
                inquiry.state().choices(),
                cell -> cell.purpose().equals(inquiry.question().purpose())
                        && cell.channel() == inquiry.channel()
                        && isAsked(inquiry, cell));
    }

    private static boolean isAsked(Inquiry inquiry, ChoiceCell cell) {
        return cell.identifier() != null && inquiry.state().asked().contains(cell.identifier());
    }

    /** Returns every no at a controller to purpose and channel that its own later yes has not lifted. */
    static List<Prohibition> standing(Inquiry inquiry, String controller) {
        List<Prohibition> said = List.of();
        for (ChoiceCell cell : inquiry.state().choices()) {
            Prohibition no = cell.prohibition();
            if (no != null
                    && isNo(inquiry, controller, cell)
                    && stands(inquiry, cell)
                    && !liftedFor(inquiry, controller).contains(no.recordId())) {
                said = Among.with(said, no);
            }
        }
        return said;
    }

    /** Returns the same with what a yes has lifted: it was lifted for whoever the yes names, and for nobody else. */
    static List<Prohibition> saidTo(Inquiry inquiry, String controller) {
        List<Prohibition> said = List.of();
        for (ChoiceCell cell : inquiry.state().choices()) {
            Prohibition no = cell.prohibition();
            if (no != null
                    && isNo(inquiry, controller, cell)
                    && (cell.identifier() == null || isAsked(inquiry, cell))) {
                said = Among.with(said, no);
            }
        }
        return said;
    }

    private static boolean isNo(Inquiry inquiry, String controller, ChoiceCell cell) {
        return cell.controller().equals(controller)
                && cell.purpose().equals(inquiry.question().purpose())
                && inquiry.concerns(cell.channel());
    }

    /** Returns a no to another purpose of the asked controller, whatever channel it was said for. */
    static List<Prohibition> anyChannel(Inquiry inquiry, String purpose) {
        Inquiry other = inquiry.about(purpose, null);
        List<Prohibition> said = List.of();
        for (ChoiceCell cell : inquiry.state().choices()) {
            Prohibition no = cell.prohibition();
            if (no != null
                    && inquiry.isOwn(cell.controller())
                    && cell.purpose().equals(purpose)
                    && stands(other, cell)) {
                said = Among.with(said, no);
            }
        }
        return said;
    }

    private static boolean stands(Inquiry inquiry, ChoiceCell cell) {
        return cell.identifier() == null
                ? !Among.any(inquiry.state().choices(), other -> isLiftedBeside(inquiry, cell, other))
                : isAsked(inquiry, cell) && !lifts(inquiry, cell);
    }

    /** The permission beside it has lifted a prohibition, but only for the topics the permission names. */
    private static boolean lifts(Inquiry inquiry, ChoiceCell cell) {
        return cell.permission() != null && coversTopic(inquiry, cell.permission());
    }

    /** A no for every identifier is lifted for one whose cell has taken over that no, or a later one, beside its yes. */
    private static boolean isLiftedBeside(Inquiry inquiry, ChoiceCell forAll, ChoiceCell cell) {
        Prohibition no = forAll.prohibition();
        Prohibition beside = cell.prohibition();
        return no != null
                && beside != null
                && !beside.at().isBefore(no.at())
                && forAll.isSameChoiceAs(cell)
                && isAsked(inquiry, cell)
                && lifts(inquiry, cell);
    }

    /** Returns the ids of what the controller's standing permission for exactly this question has lifted. */
    static Set<String> liftedFor(Inquiry inquiry, String controller) {
        return inquiry.isOwn(controller) ? inquiry.lifted() : liftedAt(inquiry, controller);
    }

    static Set<String> liftedAt(Inquiry inquiry, String controller) {
        List<ChoiceCell> lifting = Among.all(
                inquiry.cells(), cell -> cell.controller().equals(controller) && liftsSomething(inquiry, cell));
        return lifting.isEmpty()
                ? Set.of()
                : lifting.stream()
                        .flatMap(cell -> Stream.ofNullable(cell.permission()))
                        .flatMap(permission -> permission.lifts().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean liftsSomething(Inquiry inquiry, ChoiceCell cell) {
        Permission permission = cell.permission();
        return permission != null && !permission.lifts().isEmpty() && liftsForTopic(inquiry, permission);
    }

    /** A permission lifts an objection for the topics it names and no more, so a question without a topic may be wider. */
    private static boolean liftsForTopic(Inquiry inquiry, Permission permission) {
        String topic = inquiry.question().content().topic();
        return permission.topics().isEmpty()
                || (topic != null && permission.topics().contains(topic));
    }

    /** Tells whether the consent was in effect at the asked moment; what is on record has effect now. */
    private static boolean inEffect(Inquiry inquiry, Permission permission) {
        Instant asked = inquiry.question().when().at();
        return asked == null || !asked.isBefore(permission.effectiveAt());
    }
}
