// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.http.TextBundle;
import java.util.Arrays;
import java.util.Optional;

/** The words of an unsubscribe page. */
record UnsubscribePage(String language, String title, String lead, boolean open, String button, String note) {

    private static final TextBundle TEXTS = TextBundle.load(
            UnsubscribePage.class,
            "unsubscribe",
            Arrays.stream(Language.values()).map(Language::tag).toList());

    /** The page before the button is pressed. */
    static UnsubscribePage before(Language language, Optional<Unsubscribe.About> about) {
        return of(language, about, "page.OPEN");
    }

    /** The page after it: the same however often it was pressed. */
    static UnsubscribePage after(Language language, Optional<Unsubscribe.About> about) {
        return of(language, about, "page.DONE");
    }

    private static UnsubscribePage of(Language language, Optional<Unsubscribe.About> about, String status) {
        String key = about.isPresent() ? status : "page.UNKNOWN";
        String controller = about.map(found -> found.controller().legalName()).orElse("");
        String list = about.map(found -> list(language, found)).orElse("");
        return new UnsubscribePage(
                language.tag(),
                text(language, key + ".title"),
                text(language, key + ".lead", controller, list),
                "page.OPEN".equals(key),
                text(language, "page.button"),
                text(language, key + ".note", controller));
    }

    private static String list(Language language, Unsubscribe.About about) {
        Purpose purpose = about.purpose();
        return purpose == null ? text(language, "list.all") : language.pick(purpose.title(), purpose.key());
    }

    private static String text(Language language, String key, String... values) {
        return TEXTS.of(language.tag(), key, values);
    }
}
