// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.List;

/** The words of a confirmation page. */
record ConfirmationPage(
        String language, String title, String lead, List<String> purposes, boolean open, String button, String note) {

    static ConfirmationPage of(LinkView view) {
        Language language = view.language();
        String status = "page." + view.status().name();
        return new ConfirmationPage(
                language.tag(),
                Texts.of(language, status + ".title"),
                Texts.of(language, status + ".lead", view.controller()),
                view.purposes(),
                view.status() == LinkStatus.OPEN,
                Texts.of(language, "page.button"),
                Texts.of(language, status + ".note", view.controller()));
    }
}
