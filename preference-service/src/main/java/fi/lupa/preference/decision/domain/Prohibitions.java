// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Objection.Scope.ALL;
import static fi.lupa.preference.decision.domain.Objection.Scope.ALL_MARKETING;
import static fi.lupa.preference.decision.domain.Objection.Scope.CHANNEL;
import static fi.lupa.preference.decision.domain.Objection.Scope.ORGANISATION;
import static fi.lupa.preference.decision.domain.Objection.Scope.PROFILING;
import static fi.lupa.preference.decision.domain.Objection.Scope.PURPOSE;
import static fi.lupa.preference.decision.domain.Objection.Scope.SURVEYS;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Gate D: the person's own prohibitions. */
final class Prohibitions {

    static final List<Rule> RULES = List.of(
            Rule.denies("21", ReasonCode.LEGAL_PERSON_OPTED_OUT)
                    .citing("SVPL 202 §")
                    .stating("The organisation behind the address has prohibited marketing; stands before row 14.")
                    .finding(objection(ORGANISATION)),
            Rule.denies("14", ReasonCode.OBJECTED_MARKETING)
                    .citing("GDPR 21(2)-(3)")
                    .stating("The person has objected to all marketing.")
                    .finding(Prohibitions::marketingObjected),
            Rule.denies("15", ReasonCode.CHANNEL_PROHIBITED)
                    .citing("SVPL 200 § 2-3 mom.", "GDPR 21(2)")
                    .stating("The person has prohibited marketing in this family of channels.")
                    .finding(objection(CHANNEL)),
            Rule.denies("15b", ReasonCode.PURPOSE_OBJECTED)
                    .citing("GDPR 21(1)-(3)")
                    .stating("The person has objected to this purpose, in this channel or in all.")
                    .finding(objection(PURPOSE)),
            Rule.denies("16", ReasonCode.PROFILING_OBJECTED)
                    .remediedBy(Remedy.ASK_WITHOUT_PROFILING)
                    .citing("GDPR 21(2)")
                    .stating("The person has objected to or refused profiling, and the contact rests on it.")
                    .finding(Prohibitions::profilingObjected),
            Rule.denies("16b", ReasonCode.PROFILING_NOT_PERMITTED)
                    .remediedBy(Remedy.ASK_WITHOUT_PROFILING)
                    .citing("GDPR 6(1)(a), 22")
                    .stating(
                            "The contact rests on profiling, which has neither a consent nor a registered other basis.")
                    .finding(inquiry -> Finding.of(inquiry.profiles() && !Profiling.permitted(inquiry))
                            .remediedBy(withoutProfiling(inquiry, Remedy.ASK_CONSENT))),
            Rule.denies("17", ReasonCode.SURVEY_OBJECTED)
                    .citing("GDPR 21(1)")
                    .stating("The person has stopped surveys and market research.")
                    .finding(objection(SURVEYS)),
            Rule.denies("18", ReasonCode.CONSENT_WITHDRAWN)
                    .citing("GDPR 7(3)", "EDPB 05/2020 5.2, 6")
                    .stating("The person has withdrawn consent for this purpose and channel, and has not lifted that.")
                    .finding(choice(Prohibition.Kind.WITHDRAWN)),
            Rule.denies("19", ReasonCode.CONSENT_REFUSED)
                    .citing("GDPR 4(11)", "SVPL 200 §")
                    .stating("The person was asked for this purpose and channel and said no, and has not lifted that.")
                    .finding(choice(Prohibition.Kind.REFUSED)),
            Rule.denies("20", ReasonCode.WITHDRAWN_AT_JOINT_CONTROLLER)
                    .citing("C-129/21", "GDPR 19, 26(3)")
                    .stating(
                            "Later than the consent, the person said no to another controller that relies on it. A later yes to that one alone changes nothing.")
                    .finding(JointControllers::prohibition),
            Rule.denies("22", ReasonCode.BROWSER_SIGNAL_OPT_OUT)
                    .citing("GPC", "GDPR 21(5)")
                    .stating("The browser has signalled not to share, and nothing later was said to this site.")
                    .finding(inquiry -> signalled(inquiry).map(Prohibitions::on).orElse(Finding.NO)));

    /** As they were in rulebook 2026.11-3. */
    static final List<Rule> LIFTED_AT_ONE_FOR_ALL = RULES.stream()
            .map(rule -> rule.row().equals("20") ? rule.finding(JointControllers::prohibitionNotLiftedThere) : rule)
            .toList();

    private Prohibitions() {}

    private static Function<Inquiry, Finding> objection(Objection.Scope... scopes) {
        return inquiry -> finding(Objections.at(inquiry, scopes).map(Objection::id));
    }

    /** A call that the person has asked for since is not what an objection to marketing was about (row 39a); one of unknown scope is. */
    private static Finding marketingObjected(Inquiry inquiry) {
        return finding(Among.first(
                        Objections.all(inquiry, ALL_MARKETING, ALL),
                        no -> no.scope() == ALL || !Callbacks.claimedAfter(inquiry, no))
                .map(Objection::id));
    }

    private static Finding profilingObjected(Inquiry inquiry) {
        Optional<String> objected = Objections.at(inquiry, PROFILING).map(Objection::id);
        Optional<String> said = inquiry.profiles()
                ? objected.or(() -> Profiling.prohibition(inquiry).map(Prohibition::recordId))
                : objected;
        return finding(said).remediedBy(withoutProfiling(inquiry, Remedy.NONE));
    }

    /** Where the purpose itself rests on profiling, asking without it is no way out. */
    private static Remedy withoutProfiling(Inquiry inquiry, Remedy otherwise) {
        boolean chosen = inquiry.question().uses().usesProfiling() && !inquiry.purposeProfiles();
        return chosen ? Remedy.ASK_WITHOUT_PROFILING : otherwise;
    }

    private static Function<Inquiry, Finding> choice(Prohibition.Kind kind) {
        return inquiry -> choice(inquiry, kind);
    }

    private static Finding choice(Inquiry inquiry, Prohibition.Kind kind) {
        return Among.first(
                        inquiry.prohibitions(),
                        prohibition -> !isSignal(inquiry, prohibition) && prohibition.kind() == kind)
                .map(prohibition -> waitable(prohibition, inquiry))
                .orElse(Finding.NO);
    }

    private static Optional<Prohibition> signalled(Inquiry inquiry) {
        return Among.first(inquiry.prohibitions(), prohibition -> isSignal(inquiry, prohibition));
    }

    /** A signal speaks of sharing and of following people about; a purpose that does neither was refused like any other. */
    private static boolean isSignal(Inquiry inquiry, Prohibition prohibition) {
        return prohibition.saidByBrowser() && inquiry.purpose().reachesBeyondTheSite();
    }

    private static Finding on(Prohibition prohibition) {
        return Finding.on(Evidence.ofProhibition(prohibition.recordId()));
    }

    private static Finding waitable(Prohibition prohibition, Inquiry inquiry) {
        Finding found = on(prohibition);
        boolean mayBeAskedLater = prohibition.doNotAskBefore() != null
                && prohibition.doNotAskBefore().isAfter(inquiry.at());
        return mayBeAskedLater ? found.remediedBy(Remedy.WAIT_UNTIL) : found;
    }

    private static Finding finding(Optional<String> prohibitionId) {
        return prohibitionId.map(Evidence::ofProhibition).map(Finding::on).orElse(Finding.NO);
    }
}
