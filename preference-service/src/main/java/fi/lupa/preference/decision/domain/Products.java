// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static fi.lupa.preference.decision.domain.ControllerEntry.Kind.MOBILE_SUBSCRIPTION;
import static fi.lupa.preference.decision.domain.ControllerEntry.Kind.OTHER;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the law makes of the product a contact is about, by the controller's own list of product groups. */
final class Products {

    private Products() {}

    /** A product that is not named, or not on the list, may be any product the controller sells. */
    static boolean mayBeMobileSubscription(Inquiry inquiry) {
        return group(inquiry)
                .map(group -> group.kind() == MOBILE_SUBSCRIPTION)
                .orElseGet(() ->
                        Among.any(inquiry.controller().productGroups(), group -> group.kind() == MOBILE_SUBSCRIPTION));
    }

    /** Tells whether the law of electronic communications, not the one of home selling, rules the contract. */
    static boolean isCommunicationsService(Inquiry inquiry) {
        return group(inquiry).filter(group -> group.kind() != OTHER).isPresent();
    }

    /** Tells whether the product is one of those sold, or similar to one of them by the controller's own list, said of either of the two. */
    static boolean isLike(Inquiry inquiry, Set<String> sold) {
        String offered = inquiry.question().content().productGroup();
        return offered != null
                && sold.stream()
                        .anyMatch(product -> product.equals(offered)
                                || similarTo(inquiry, offered).contains(product)
                                || similarTo(inquiry, product).contains(offered));
    }

    private static Set<String> similarTo(Inquiry inquiry, String product) {
        return group(inquiry, product)
                .map(ControllerEntry.ProductGroup::similarTo)
                .orElse(Set.of());
    }

    private static Optional<ControllerEntry.ProductGroup> group(Inquiry inquiry) {
        return group(inquiry, inquiry.question().content().productGroup());
    }

    private static Optional<ControllerEntry.ProductGroup> group(Inquiry inquiry, @Nullable String product) {
        return Among.first(
                inquiry.controller().productGroups(), group -> group.key().equals(product));
    }
}
