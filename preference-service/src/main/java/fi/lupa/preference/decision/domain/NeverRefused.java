// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the person has ever said no to the controller's marketing in this family of channels, or was asked for a consent to this
 * purpose in it. What was lifted since was said all the same, and neither expires.
 */
final class NeverRefused {

    private static final Set<Objection.Scope> OF_OTHER_KINDS =
            Set.of(Objection.Scope.PROFILING, Objection.Scope.SURVEYS);

    private NeverRefused() {}

    static boolean refused(Inquiry inquiry) {
        boolean declined = Among.any(
                inquiry.state().choices(),
                cell -> inquiry.isOwn(cell.controller())
                        && cell.prohibition() != null
                        && mayBeMarketing(inquiry, cell.purpose())
                        && isInFamily(inquiry, cell.channel()));
        return declined
                || Among.any(
                        inquiry.state().objections(),
                        objection -> inquiry.isOwn(objection.controller())
                                && !OF_OTHER_KINDS.contains(objection.scope())
                                && mayBeMarketing(inquiry, objection.purpose())
                                && isInFamily(inquiry, objection.channel()));
    }

    /** Once consent was asked the basis is not switched, whatever became of the answer; a report of a consent asks nobody. */
    static boolean consentWasAsked(Inquiry inquiry) {
        return Among.any(
                inquiry.state().choices(),
                cell -> inquiry.isOwn(cell.controller())
                        && cell.purpose().equals(inquiry.question().purpose())
                        && isInFamily(inquiry, cell.channel())
                        && showsThatItWasAsked(cell));
    }

    private static boolean showsThatItWasAsked(ChoiceCell cell) {
        Undemonstrable defective = cell.undemonstrable();
        boolean onlyReported = defective != null
                && defective.provesNothingEitherWay()
                && cell.askedAt() != null
                && cell.askedAt().equals(defective.at());
        return cell.permission() != null || cell.pending() != null || (cell.askedAt() != null && !onlyReported);
    }

    /** A purpose that is not on file, or may be another by now, may have been one of marketing. */
    private static boolean mayBeMarketing(Inquiry inquiry, @Nullable String purpose) {
        Purpose known = purpose == null ? null : inquiry.catalogue().purposes().get(purpose);
        return known == null
                || known.category() == Category.DIRECT_MARKETING
                || inquiry.catalogue().doubts().purposes().contains(known.key());
    }

    private static boolean isInFamily(Inquiry inquiry, @Nullable Channel said) {
        Channel asked = inquiry.channel();
        return said == null || asked == null || said.sharesFamilyWith(asked);
    }
}
