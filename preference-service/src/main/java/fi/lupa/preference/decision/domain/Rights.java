// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Gate C: erasure and restriction. */
final class Rights {

    private static final Set<Category> UNDER_MARKETING_RESTRICTION = EnumSet.of(
            Category.DIRECT_MARKETING,
            Category.AD_AUDIENCE,
            Category.SURVEY,
            Category.PROFILING,
            Category.DISCLOSURE,
            Category.COOKIE);

    static final List<Rule> RULES = List.of(
            Rule.denies("11", ReasonCode.ERASED)
                    .citing("GDPR 17(1)")
                    .stating(
                            "The person's data were erased, and no later act of their own shows control of the identifier.")
                    .when(Rights::isErased),
            Rule.denies("12", ReasonCode.RESTRICTED)
                    .citing("GDPR 18")
                    .stating("A restriction in force covers this class of contact.")
                    .when(inquiry -> restricted(inquiry, scopesFor(inquiry))),
            Rule.denies("13", ReasonCode.RIGHTS_REQUEST_PENDING)
                    .citing("GDPR 18(1)(a),(d), 21(1)")
                    .stating("A request for erasure, restriction or an end to processing is not yet completed.")
                    .when(inquiry -> inquiry.state().rightsRequests().stream()
                            .filter(request -> inquiry.isOwn(request.controller()))
                            .anyMatch(request -> request.stopsContact() && !request.completed())));

    private Rights() {}

    /** What was given after an erasure counts for exactly what it names, and only if it shows whose the identifier is. */
    private static boolean isErased(Inquiry inquiry) {
        boolean cameBack = Consents.ownCells(inquiry)
                .flatMap(cell -> Stream.ofNullable(cell.permission()))
                .anyMatch(permission ->
                        permission.showsControlOf(inquiry.question().identifierType()));
        return inquiry.state().status() == SubjectState.Status.ERASED
                || (inquiry.state().suppressions().erased() && !cameBack);
    }

    static boolean restricted(Inquiry inquiry, Set<Restriction.Scope> scopes) {
        return inquiry.state().restrictions().stream()
                .filter(restriction -> inquiry.isOwn(restriction.controller()))
                .filter(restriction -> Spans.contains(restriction.from(), restriction.until(), inquiry.at()))
                .anyMatch(restriction -> scopes.contains(restriction.scope()));
    }

    private static Set<Restriction.Scope> scopesFor(Inquiry inquiry) {
        boolean covered = UNDER_MARKETING_RESTRICTION.contains(inquiry.category()) || inquiry.profiles();
        if (covered) {
            return EnumSet.allOf(Restriction.Scope.class);
        }
        return inquiry.isFor(Category.STATUTORY) ? Set.of() : EnumSet.of(Restriction.Scope.ALL);
    }
}
