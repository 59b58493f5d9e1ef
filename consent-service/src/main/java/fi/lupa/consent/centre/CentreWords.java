// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.ChoiceStatus;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.http.TextBundle;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of the page in one language. */
public record CentreWords(Language language) {

    private static final TextBundle TEXTS = TextBundle.load(
            CentreWords.class,
            "centre",
            Arrays.stream(Language.values()).map(Language::tag).toList());

    String of(String key, String... values) {
        return TEXTS.of(language.tag(), key, values);
    }

    public String channel(@Nullable Channel channel) {
        return of("channel." + (channel == null ? "NONE" : channel.name()));
    }

    String status(CentreView.Item item) {
        if (item.status() != ChoiceStatus.OPEN) {
            return of("status." + item.status());
        }
        return of(item.needsConsent() ? "status.OPEN.consent" : "status.OPEN.other");
    }

    public String date(Instant when) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(language.tag()))
                .format(when.atZone(ZoneOffset.UTC));
    }

    /** The language in which a notice is shown: this one, else the first of ours that it has. */
    static String shownIn(NoticeText notice, Language wanted) {
        if (notice.texts().containsKey(wanted.tag())) {
            return wanted.tag();
        }
        return Arrays.stream(Language.values())
                .map(Language::tag)
                .filter(notice.texts()::containsKey)
                .findFirst()
                .orElseGet(() -> notice.texts().keySet().iterator().next());
    }
}
