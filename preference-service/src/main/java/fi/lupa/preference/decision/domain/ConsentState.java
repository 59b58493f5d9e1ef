// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.POST_ADDRESSED;
import static fi.lupa.preference.decision.domain.Channel.VOICE_HUMAN;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gate H: the consent itself. Once consent has been asked the basis is not switched, so rows 33 to 36 deny. */
final class ConsentState {

    static final List<Rule> RULES = List.of(
            Rule.denies("33", ReasonCode.PENDING_CONFIRMATION)
                    .unlessOptOutChannel()
                    .remediedBy(Remedy.CONFIRM_LINK)
                    .citing("GDPR 7(1)", "policy")
                    .stating("A consent was given and waits for its confirmation.")
                    .finding(ConsentState::pending),
            Rule.denies("34", ReasonCode.CONSENT_EXPIRED)
                    .unlessOptOutChannel()
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 5(1)(e)", "EDPB 05/2020 5.1", "ISO/IEC TS 27560")
                    .stating("The consent has expired, by the calendar in the controller's time zone.")
                    .finding(inquiry ->
                            defect(inquiry, Consents.held(inquiry).filter(held -> Validity.expired(inquiry, held)))),
            Rule.denies("35", ReasonCode.RECONSENT_REQUIRED)
                    .unlessOptOutChannel()
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 4(11), 7(1), 13(3)", "EDPB 05/2020 5.1")
                    .stating(
                            "A later version of the notice, in force, has changed materially what the consent was for.")
                    .finding(inquiry -> defect(
                            inquiry, Consents.held(inquiry).filter(held -> Validity.changedMaterially(inquiry, held)))),
            Rule.denies("36", ReasonCode.CONSENT_NOT_DEMONSTRABLE)
                    .unlessOptOutChannel()
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR 7(1),(2),(4)", "C-673/17, C-61/19")
                    .stating("A yes is on record, but nothing that proves a valid consent.")
                    .finding(ConsentState::notDemonstrable),
            Rule.notes("37", ReasonCode.CONSENT_SCOPE_MISMATCH)
                    .remediedBy(Remedy.ASK_CONSENT)
                    .citing("GDPR rec. 32, 43", "EDPB 05/2020 3.1.3")
                    .stating("The controller holds a consent, but for another purpose, channel or topic.")
                    .when(ConsentState::isForSomethingElse),
            Rule.allows("38", ReasonCode.CONSENT_GIVEN_EARLIER_NOTICE, LegalBasis.CONSENT)
                    .citing("GDPR 6(1)(a)", "SVPL 200 § 1 mom.")
                    .stating("A valid consent under a version of the notice that was superseded without touching it.")
                    .finding(inquiry -> given(inquiry, true)),
            Rule.allows("39", ReasonCode.CONSENT_GIVEN, LegalBasis.CONSENT)
                    .citing("GDPR 6(1)(a)", "SVPL 200 § 1 mom.")
                    .stating("A valid consent under the current version of the notice.")
                    .finding(inquiry -> given(inquiry, false)),
            Callbacks.ASKED_FOR);

    private ConsentState() {}

    /** Calls by people and letters need no consent by law, so a consent in disorder blocks only where the controller promised it. */
    private static boolean blocks(Inquiry inquiry) {
        return !inquiry.onAny(VOICE_HUMAN, POST_ADDRESSED) || consentOnly(inquiry);
    }

    /** Tells whether the controller promised to use the channel with consent only. */
    static boolean consentOnly(Inquiry inquiry) {
        Channel channel = inquiry.channel();
        return channel != null && inquiry.policies().consentOnlyChannels().contains(channel);
    }

    private static Finding pending(Inquiry inquiry) {
        if (Consents.valid(inquiry).isPresent()) {
            return Finding.NO;
        }
        return Among.any(Consents.ownCells(inquiry), cell -> waits(cell.pending(), inquiry))
                ? Finding.YES.notedUnless(blocks(inquiry))
                : Finding.NO;
    }

    private static boolean waits(@Nullable Pending pending, Inquiry inquiry) {
        return pending != null && Spans.contains(null, pending.expiresAt(), inquiry.at());
    }

    private static Finding defect(Inquiry inquiry, Optional<Consents.Held> defective) {
        return defective
                .map(held -> Finding.on(Evidence.of(held.permission())).notedUnless(blocks(inquiry)))
                .orElse(Finding.NO);
    }

    private static Finding notDemonstrable(Inquiry inquiry) {
        if (Consents.valid(inquiry).isPresent()) {
            return Finding.NO;
        }
        List<ChoiceCell> defective = Among.all(Consents.ownCells(inquiry), cell -> cell.undemonstrable() != null);
        boolean noticeLost = Among.any(Consents.ownCells(inquiry), cell -> noticeLost(cell.permission(), inquiry));
        boolean harmless = !noticeLost && !Among.any(defective, cell -> provesADefect(cell.undemonstrable()));
        return Finding.of(noticeLost || !defective.isEmpty()).notedUnless(blocks(inquiry) && !harmless);
    }

    private static boolean noticeLost(@Nullable Permission permission, Inquiry inquiry) {
        return permission != null && Consents.shown(inquiry, permission).isEmpty();
    }

    private static boolean provesADefect(@Nullable Undemonstrable defective) {
        return defective != null && !defective.provesNothingEitherWay();
    }

    private static boolean isForSomethingElse(Inquiry inquiry) {
        boolean uncovered = Consents.held(inquiry)
                .filter(held -> !Consents.covers(inquiry, held.permission()))
                .isPresent();
        return uncovered
                || Among.any(
                        inquiry.state().choices(),
                        cell -> inquiry.isOwn(cell.controller())
                                && cell.permission() != null
                                && (!cell.purpose().equals(inquiry.question().purpose())
                                        || cell.channel() != inquiry.channel()));
    }

    private static Finding given(Inquiry inquiry, boolean earlierNotice) {
        return Consents.valid(inquiry)
                .filter(held -> Validity.superseded(inquiry, held) == earlierNotice)
                .map(held -> Finding.on(Evidence.of(held.permission())).until(held.end()))
                .orElse(Finding.NO);
    }
}
