// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.centre.PreferenceLinks;
import fi.lupa.consent.http.TextBundle;
import fi.lupa.platform.id.TenantId;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the mail: the changed text whole, that silence is no yes, and the link to the person's own page. */
@ApplicationScoped
class ChangeLetter {

    private static final TextBundle WORDS = TextBundle.load(
            ChangeLetter.class,
            "notice-change",
            Arrays.stream(Language.values()).map(Language::tag).toList());

    private final Catalogue catalogue;
    private final PreferenceLinks links;

    ChangeLetter(Catalogue catalogue, PreferenceLinks links) {
        this.catalogue = catalogue;
        this.links = links;
    }

    /** In which language the text is sent: the person's, else the first of ours that it has, else any. */
    static String language(NoticeText notice, @Nullable String wanted) {
        Stream<String> ours = Arrays.stream(Language.values()).map(Language::tag);
        return Stream.of(
                        Stream.ofNullable(wanted),
                        ours,
                        notice.texts().keySet().stream().sorted())
                .flatMap(tags -> tags)
                .filter(notice.texts()::containsKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a notice without a text"));
    }

    /** Writes it in the active transaction. */
    Mail write(
            TenantId tenant,
            NoticeText notice,
            String language,
            String address,
            Collection<String> controllers,
            Instant now) {
        List<Controller> all = controllers.stream()
                .flatMap(key -> catalogue.controller(tenant, key).stream())
                .toList();
        NoticeText.Text text = Objects.requireNonNull(notice.texts().get(language));
        String names = all.stream().map(Controller::legalName).distinct().collect(Collectors.joining(", "));
        String pages = all.stream()
                .map(controller -> controller.legalName() + ": " + links.link(tenant, controller, address, now))
                .collect(Collectors.joining("\n"));
        String tag = Language.of(language).tag();
        return Mail.withText(
                        address,
                        WORDS.of(tag, "subject", names, text.title()),
                        WORDS.of(tag, "text", names, text.title(), day(notice, all), pages, text.body()))
                .addHeader("Auto-Submitted", "auto-generated");
    }

    /** The day on which it came into force, where the controller is. */
    private static String day(NoticeText notice, List<Controller> controllers) {
        ZoneId zone = controllers.stream()
                .findFirst()
                .map(controller -> ZoneId.of(controller.timeZone()))
                .orElse(ZoneId.of("UTC"));
        return LocalDate.ofInstant(notice.version().effectiveFrom(), zone).toString();
    }
}
