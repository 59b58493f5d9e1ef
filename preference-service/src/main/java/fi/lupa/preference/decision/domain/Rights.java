// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Gate C: erasure and restriction. */
final class Rights {

    private static final Set<Category> UNDER_MARKETING_RESTRICTION = EnumSet.of(
            Category.DIRECT_MARKETING,
            Category.AD_AUDIENCE,
            Category.SURVEY,
            Category.PROFILING,
            Category.DISCLOSURE,
            Category.COOKIE);

    private static final Set<Restriction.Scope> EVERY_SCOPE = Set.of(Restriction.Scope.values());
    private static final Set<Restriction.Scope> ONLY_ALL = Set.of(Restriction.Scope.ALL);

    static final List<Rule> RULES = List.of(
            Rule.denies("11", ReasonCode.ERASED)
                    .citing("GDPR 17(1)")
                    .stating(
                            "The person's data were erased, and the contact rests on no later act that shows control of the identifier.")
                    .when(Rights::isErased),
            Rule.denies("12", ReasonCode.RESTRICTED)
                    .citing("GDPR 18")
                    .stating("A restriction in force covers this class of contact.")
                    .when(inquiry -> restricted(inquiry, scopesFor(inquiry))),
            Rule.denies("13", ReasonCode.RIGHTS_REQUEST_PENDING)
                    .citing("GDPR 18(1)(a),(d), 21(1)")
                    .stating("A request for erasure, restriction or an end to processing is not yet completed.")
                    .when(inquiry -> Among.any(
                            inquiry.state().rightsRequests(),
                            request -> inquiry.isOwn(request.controller())
                                    && request.stopsContact()
                                    && !request.completed())));

    private Rights() {}

    /** After an erasure an answer may rest on a valid consent alone, and only on one whose own act shows whose the identifier is. */
    private static boolean isErased(Inquiry inquiry) {
        return inquiry.state().status() == SubjectState.Status.ERASED
                || (inquiry.state().suppressions().erased()
                        && Consents.valid(inquiry).isEmpty());
    }

    static boolean restricted(Inquiry inquiry, Set<Restriction.Scope> scopes) {
        return Among.any(
                inquiry.state().restrictions(),
                restriction -> inquiry.isOwn(restriction.controller())
                        && Spans.contains(restriction.from(), restriction.until(), inquiry.at())
                        && scopes.contains(restriction.scope()));
    }

    private static Set<Restriction.Scope> scopesFor(Inquiry inquiry) {
        boolean covered = UNDER_MARKETING_RESTRICTION.contains(inquiry.category()) || inquiry.profiles();
        if (covered) {
            return EVERY_SCOPE;
        }
        return inquiry.isFor(Category.STATUTORY) ? Set.of() : ONLY_ALL;
    }
}
