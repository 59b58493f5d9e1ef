// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What an objection stops: the matrix of scopes and categories. An objection holds on every identifier of the person. */
final class Objections {

    private static final Map<Objection.Scope, BiPredicate<Objection, Inquiry>> REACH = new EnumMap<>(Map.of(
            Objection.Scope.ALL_MARKETING, Objections::stopsMarketing,
            Objection.Scope.CHANNEL, Objections::stopsChannel,
            Objection.Scope.PURPOSE, Objections::stopsPurpose,
            Objection.Scope.TOPIC, Objections::stopsTopic,
            Objection.Scope.PROFILING, Objections::stopsProfiling,
            Objection.Scope.SURVEYS, Objections::stopsSurveys,
            Objection.Scope.ORGANISATION, Objections::stopsOrganisation));

    private static final Set<Objection.Scope> FOR_ALL_BEHIND =
            EnumSet.of(Objection.Scope.ORGANISATION, Objection.Scope.ALL_MARKETING, Objection.Scope.ALL);

    private Objections() {}

    /** An objection of a scope without a column in the matrix stops everything. */
    private static boolean stops(Objection objection, Inquiry inquiry) {
        return REACH.getOrDefault(objection.scope(), (anything, asked) -> true).test(objection, inquiry);
    }

    /** Returns the objection of one of the scopes at the asked controller that stands in the way of the question. */
    static Optional<Objection> at(Inquiry inquiry, Objection.Scope... scopes) {
        return Among.first(inquiry.objections(), objection -> isOf(objection, scopes));
    }

    /** Returns all of them. */
    static List<Objection> all(Inquiry inquiry, Objection.Scope... scopes) {
        return Among.all(inquiry.objections(), objection -> isOf(objection, scopes));
    }

    private static boolean isOf(Objection objection, Objection.Scope... scopes) {
        for (Objection.Scope scope : scopes) {
            if (scope == objection.scope()) {
                return true;
            }
        }
        return false;
    }

    /** Returns what at the controller stands in the way of the question; what its own permission has lifted does not. */
    static List<Objection> standing(Inquiry inquiry, String controller) {
        return Among.all(saidTo(inquiry, controller), objection -> !Consents.liftedFor(inquiry, controller)
                .contains(objection.id()));
    }

    /** Returns the same with what a permission has lifted: it was lifted for whoever the permission names, and for nobody else. */
    static List<Objection> saidTo(Inquiry inquiry, String controller) {
        return Among.all(
                inquiry.state().objections(),
                objection -> objection.controller().equals(controller)
                        && standsAt(objection.liftedAt(), inquiry.at())
                        && stops(objection, inquiry));
    }

    /** Returns what a domain's or a business id's objections say for everybody behind it: no marketing, in whichever words. */
    static List<Objection> ofOrganisation(List<Objection> objections) {
        return objections.stream()
                .filter(objection -> FOR_ALL_BEHIND.contains(objection.scope()))
                .map(objection -> objection.scope() == Objection.Scope.ALL_MARKETING
                        ? objection.as(Objection.Scope.ORGANISATION)
                        : objection)
                .toList();
    }

    private static boolean standsAt(@Nullable Instant liftedAt, Instant at) {
        return liftedAt == null || at.isBefore(liftedAt);
    }

    private static boolean stopsMarketing(Objection objection, Inquiry inquiry) {
        return inquiry.isFor(Category.DIRECT_MARKETING, Category.PROFILING, Category.AD_AUDIENCE, Category.DISCLOSURE)
                || inquiry.purpose().reachesBeyondTheSite();
    }

    private static boolean stopsChannel(Objection objection, Inquiry inquiry) {
        boolean concerned = inquiry.isMarketing() || inquiry.purpose().reachesBeyondTheSite();
        return concerned && coversChannel(objection, inquiry);
    }

    private static boolean stopsPurpose(Objection objection, Inquiry inquiry) {
        String named = objection.purpose();
        boolean samePurpose = named == null || named.equals(inquiry.question().purpose());
        return samePurpose && coversChannel(objection, inquiry);
    }

    private static boolean coversChannel(Objection objection, Inquiry inquiry) {
        Channel prohibited = objection.channel();
        Channel asked = inquiry.channel();
        return prohibited == null || (asked != null && prohibited.sharesFamilyWith(asked));
    }

    /** A question that names no topic may be about any topic of its purpose. */
    private static boolean stopsTopic(Objection objection, Inquiry inquiry) {
        String off = objection.topic();
        String asked = inquiry.question().content().topic();
        return stopsPurpose(objection, inquiry)
                && (off == null
                        || off.equals(asked)
                        || (asked == null && inquiry.purpose().topics().contains(off)));
    }

    private static boolean stopsProfiling(Objection objection, Inquiry inquiry) {
        return inquiry.profiles() || inquiry.purposeProfiles();
    }

    /** Whether a disclosure serves research is not on file, so a stop of surveys stops it. */
    private static boolean stopsSurveys(Objection objection, Inquiry inquiry) {
        return inquiry.isFor(Category.SURVEY, Category.DISCLOSURE);
    }

    /**
     * Speaks for a general address, and for a named one where no consent of its own is held. An address that is described as something else, or
     * as nothing after a merge, is still the one that the organisation has named.
     */
    private static boolean stopsOrganisation(Objection objection, Inquiry inquiry) {
        boolean general = inquiry.kind() != Contact.Kind.WORK_NAMED;
        boolean named = inquiry.kind() == Contact.Kind.WORK_NAMED
                && Consents.held(inquiry).isEmpty();
        return (general || named) && inquiry.isMarketing();
    }
}
