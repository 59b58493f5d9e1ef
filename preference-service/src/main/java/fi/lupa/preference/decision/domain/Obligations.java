// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.EMAIL;
import static fi.lupa.preference.decision.domain.Channel.VOICE_AUTOMATED;
import static fi.lupa.preference.decision.domain.Channel.VOICE_HUMAN;
import static fi.lupa.preference.decision.domain.Obligation.CONTRACT_SUMMARY;
import static fi.lupa.preference.decision.domain.Obligation.DISCLOSE_AI;
import static fi.lupa.preference.decision.domain.Obligation.FIRST_CONTACT_INFORMATION;
import static fi.lupa.preference.decision.domain.Obligation.IDENTIFY_SENDER;
import static fi.lupa.preference.decision.domain.Obligation.JOINT_CONTROLLER_INFO;
import static fi.lupa.preference.decision.domain.Obligation.LIST_UNSUBSCRIBE_HEADERS;
import static fi.lupa.preference.decision.domain.Obligation.MARK_AS_MARKETING;
import static fi.lupa.preference.decision.domain.Obligation.NO_OPEN_TRACKING;
import static fi.lupa.preference.decision.domain.Obligation.NO_PROFILING;
import static fi.lupa.preference.decision.domain.Obligation.NO_PROMOTION;
import static fi.lupa.preference.decision.domain.Obligation.OFFER_FREE_OPT_OUT;
import static fi.lupa.preference.decision.domain.Obligation.RECHECK_BEFORE_SEND;
import static fi.lupa.preference.decision.domain.Obligation.RECORD_STOP_DURING_CALL;
import static fi.lupa.preference.decision.domain.Obligation.SHOW_RIGHT_TO_OBJECT;
import static fi.lupa.preference.decision.domain.Obligation.STATE_COMMERCIAL_PURPOSE_FIRST;
import static fi.lupa.preference.decision.domain.Obligation.STATE_CONTACT_SOURCE;
import static fi.lupa.preference.decision.domain.Obligation.SURVEY_VOLUNTARY;
import static fi.lupa.preference.decision.domain.Obligation.TELL_CHILD_OF_WITHDRAWAL;
import static fi.lupa.preference.decision.domain.Obligation.WRITTEN_OFFER_AFTER_CALL;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What an ALLOW obliges to: one line for each circumstance. */
final class Obligations {

    private static final String EMAIL_TRACKING = "email-tracking";

    private static final List<Line> LINES = List.of(
            new Line(Inquiry::isMarketing, MARK_AS_MARKETING, IDENTIFY_SENDER, OFFER_FREE_OPT_OUT),
            new Line(inquiry -> inquiry.isMarketing() && inquiry.onAny(EMAIL), LIST_UNSUBSCRIBE_HEADERS),
            new Line(inquiry -> inquiry.onAny(EMAIL) && !trackingAllowed(inquiry), NO_OPEN_TRACKING),
            new Line(inquiry -> inquiry.isFor(Category.SURVEY), IDENTIFY_SENDER, SURVEY_VOLUNTARY, NO_PROMOTION),
            new Line(inquiry -> inquiry.isFor(Category.SERVICE, Category.STATUTORY), NO_PROMOTION),
            new Line(Obligations::isSalesCall, STATE_COMMERCIAL_PURPOSE_FIRST, RECORD_STOP_DURING_CALL),
            new Line(inquiry -> isSalesCall(inquiry) && Products.isCommunicationsService(inquiry), CONTRACT_SUMMARY),
            new Line(
                    inquiry -> isSalesCall(inquiry) && !Products.isCommunicationsService(inquiry),
                    WRITTEN_OFFER_AFTER_CALL),
            new Line(inquiry -> inquiry.onAny(VOICE_AUTOMATED), DISCLOSE_AI),
            new Line(inquiry -> !inquiry.profiles() && profilingIsStopped(inquiry), NO_PROFILING),
            new Line(Inquiry::jointlyControlled, JOINT_CONTROLLER_INFO),
            new Line(Protection::outgrewGuardian, TELL_CHILD_OF_WITHDRAWAL),
            new Line(Inquiry::hypothetical, RECHECK_BEFORE_SEND));

    private static final Set<Obligation> WITHOUT_CONSENT =
            Set.of(STATE_CONTACT_SOURCE, FIRST_CONTACT_INFORMATION, SHOW_RIGHT_TO_OBJECT);
    private static final Map<LegalBasis, Set<Obligation>> BY_BASIS = Map.of(
            LegalBasis.LEGITIMATE_INTEREST, WITHOUT_CONSENT,
            LegalBasis.OPT_OUT_CHANNEL, WITHOUT_CONSENT,
            LegalBasis.SOFT_OPT_IN, Set.of(SHOW_RIGHT_TO_OBJECT));

    private Obligations() {}

    static Set<Obligation> of(Inquiry inquiry, Rule rule) {
        Set<Obligation> found = EnumSet.noneOf(Obligation.class);
        for (Line line : LINES) {
            if (line.when().test(inquiry)) {
                found.addAll(line.obligations());
            }
        }
        LegalBasis basis = rule.basis();
        if (basis != null && inquiry.channel() != null) {
            found.addAll(BY_BASIS.getOrDefault(basis, Set.of()));
        }
        if (basis == LegalBasis.CALLBACK_REQUEST) {
            found.remove(WRITTEN_OFFER_AFTER_CALL);
        }
        return Collections.unmodifiableSet(found);
    }

    private static boolean isSalesCall(Inquiry inquiry) {
        return inquiry.isMarketing() && inquiry.onAny(VOICE_HUMAN, VOICE_AUTOMATED);
    }

    private static boolean trackingAllowed(Inquiry inquiry) {
        boolean offered = !inquiry.catalogue().purpose(EMAIL_TRACKING).retired();
        return offered
                && (allowed(inquiry.about(EMAIL_TRACKING, EMAIL)) || allowed(inquiry.about(EMAIL_TRACKING, null)));
    }

    private static boolean allowed(Inquiry tracking) {
        return !tracking.catalogue().doubts().concern(tracking)
                && Consents.valid(tracking).isPresent()
                && tracking.objections().isEmpty();
    }

    private static boolean profilingIsStopped(Inquiry inquiry) {
        return Profiling.prohibition(inquiry).isPresent()
                || Among.any(
                        inquiry.state().objections(),
                        objection -> inquiry.isOwn(objection.controller())
                                && objection.scope() == Objection.Scope.PROFILING);
    }

    private record Line(Predicate<Inquiry> when, Set<Obligation> obligations) {

        Line(Predicate<Inquiry> when, Obligation first, Obligation... more) {
            this(when, EnumSet.of(first, more));
        }
    }
}
