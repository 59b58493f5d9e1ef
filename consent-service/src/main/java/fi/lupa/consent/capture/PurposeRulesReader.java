// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Category;
import fi.lupa.consent.permission.domain.PurposeRules;

/** Reads from a catalogue purpose what the fold needs to know of it. */
final class PurposeRulesReader {

    private PurposeRulesReader() {}

    static PurposeRules of(Purpose purpose, Controller controller) {
        boolean crossContext =
                purpose.flags().contains("CROSS_CONTEXT_ADS") || purpose.flags().contains("SHARES_OUTSIDE");
        return new PurposeRules(
                Category.valueOf(purpose.category().name()),
                crossContext,
                purpose.doubleOptIn(),
                controller.withdrawalNeedsControl());
    }
}
