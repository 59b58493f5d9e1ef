// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.Set;

/** How far an objection reaches, by the category of the purpose (the matrix of scopes; what is not listed is not stopped). */
public enum ObjectionScope {
    ALL_MARKETING(Category.DIRECT_MARKETING, Category.PROFILING, Category.AD_AUDIENCE, Category.DISCLOSURE),
    CHANNEL(Category.DIRECT_MARKETING, Category.AD_AUDIENCE),
    PURPOSE(Category.values()),
    TOPIC(Category.values()),
    PROFILING(Category.PROFILING, Category.AD_AUDIENCE, Category.AI_PROCESSING),
    SURVEYS(Category.SURVEY),
    ORGANISATION(Category.DIRECT_MARKETING);

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of.
    private final Set<Category> categories;

    ObjectionScope(Category... categories) {
        this.categories = Set.of(categories);
    }

    /** Returns whether purposes with these rules are reached; cross-context use counts as an advertising audience. */
    boolean reaches(PurposeRules rules) {
        return categories.contains(rules.category())
                || (rules.crossContext() && categories.contains(Category.AD_AUDIENCE));
    }
}
