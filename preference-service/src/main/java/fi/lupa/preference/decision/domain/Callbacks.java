// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.Channel.VOICE_HUMAN;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Row 39a: the person has asked for this very call, and whoever asks holds the claim to make it. */
final class Callbacks {

    static final Rule ASKED_FOR = Rule.allows("39a", ReasonCode.CALLBACK_REQUESTED, LegalBasis.CALLBACK_REQUEST)
            .citing("SVPL 201 §", "KSL 6:12 a §")
            .stating("A call by a person about a product the consumer asked to be called about; the claim is held.")
            .finding(Callbacks::askedFor);

    private Callbacks() {}

    /** Tells whether an open request and a claim to it cover the product, in whichever voice the call would be made. */
    static boolean claimed(Inquiry inquiry) {
        return !claims(inquiry).isEmpty();
    }

    /** Tells whether the call was asked for after this no was said; what the person asked for later is not what the no was about. */
    static boolean claimedAfter(Inquiry inquiry, Objection no) {
        return mayCall(inquiry)
                && Among.any(
                        claims(inquiry), claim -> claim.request().requestedAt().isAfter(no.at()));
    }

    /** Tells whether row 39a would allow, as far as the request itself is concerned. */
    static boolean mayCall(Inquiry inquiry) {
        return inquiry.isFor(Category.DIRECT_MARKETING)
                && inquiry.onAny(VOICE_HUMAN)
                && VOICE_HUMAN.reaches(inquiry.question().identifierType())
                && !inquiry.needsConsentAnyway()
                && claimed(inquiry);
    }

    private static Finding askedFor(Inquiry inquiry) {
        return mayCall(inquiry)
                ? Finding.YES.until(claims(inquiry).stream()
                        .map(Claimed::until)
                        .max(Comparator.naturalOrder())
                        .orElse(null))
                : Finding.NO;
    }

    /** A request that names no product, or a call that does, opens nothing: the wish must be distinct. */
    private static List<Claimed> claims(Inquiry inquiry) {
        Question.Content content = inquiry.question().content();
        String digest = content.claimDigest();
        String product = content.productGroup();
        if (digest == null || product == null) {
            return List.of();
        }
        return inquiry.state().wishes().callbacks().stream()
                .filter(request -> inquiry.isOwn(request.controller()))
                .filter(request -> request.productGroups().contains(product))
                .filter(request -> request.isOpenAt(inquiry.at()))
                .flatMap(request ->
                        request.claimEnd(digest, inquiry.at()).map(end -> new Claimed(request, end)).stream())
                .toList();
    }

    private record Claimed(CallbackRequest request, Instant until) {}
}
