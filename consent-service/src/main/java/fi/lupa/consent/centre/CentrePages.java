// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.ChoiceStatus;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.catalogue.NoticeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives what stands its words. */
final class CentrePages {

    private final CentreView view;
    private final Language language;
    private final CentreWords words;

    private CentrePages(CentreView view, Language language) {
        this.view = view;
        this.language = language;
        words = new CentreWords(language);
    }

    /** The page of a link that is none or whose time is over. */
    static CentrePage unknown(Language language) {
        CentreWords words = new CentreWords(language);
        return new CentrePage(
                language.tag(),
                CentreStyle.CSS,
                words.of("unknown.title"),
                words.of("unknown.lead"),
                null,
                null,
                List.of(),
                List.of());
    }

    static CentrePage of(CentreView view, Language language, ChangeCentre.@Nullable Outcome outcome) {
        return new CentrePages(view, language).page(outcome);
    }

    private CentrePage page(ChangeCentre.@Nullable Outcome outcome) {
        List<CentrePage.Section> sections = new ArrayList<>();
        sections.add(new CentrePage.Section(words.of("section.all"), null, wide()));
        sections.addAll(purposes());
        sections.add(new CentrePage.Section(words.of("section.wishes"), words.of("wishes.note"), wishes()));
        String address = view.address();
        return new CentrePage(
                language.tag(),
                CentreStyle.CSS,
                words.of("page.title", view.controller()),
                address == null
                        ? words.of("page.lead.unknown", view.controller())
                        : words.of("page.lead", view.controller(), address),
                outcome == null ? null : words.of("outcome." + outcome),
                words.of("page.note"),
                tongues(),
                sections);
    }

    private List<CentrePage.Tongue> tongues() {
        return Arrays.stream(Language.values())
                .map(one -> new CentrePage.Tongue(one.tag(), new CentreWords(one).of("page.language"), one == language))
                .toList();
    }

    private List<CentrePage.Line> wide() {
        List<CentrePage.Line> lines = new ArrayList<>();
        lines.add(wide("marketing", CentreOrder.Act.STOP_MARKETING, view.marketingStopped()));
        boolean surveys = view.items().stream().anyMatch(item -> item.purpose().category() == Category.SURVEY);
        if (surveys) {
            lines.add(wide("surveys", CentreOrder.Act.STOP_SURVEYS, view.surveysStopped()));
        }
        return lines;
    }

    private CentrePage.Line wide(String name, CentreOrder.Act act, boolean stopped) {
        String text = words.of("all." + name);
        return stopped
                ? new CentrePage.Line(text, words.of("status.STOPPED"), null, null)
                : new CentrePage.Line(text, null, button(act, "", null, text), null);
    }

    private List<CentrePage.Section> purposes() {
        Map<String, List<CentreView.Item>> byPurpose = new LinkedHashMap<>();
        view.items().forEach(item -> byPurpose
                .computeIfAbsent(item.purpose().key(), key -> new ArrayList<>())
                .add(item));
        return byPurpose.values().stream()
                .map(items -> new CentrePage.Section(
                        title(items.get(0)),
                        null,
                        items.stream().map(this::line).toList()))
                .toList();
    }

    private String title(CentreView.Item item) {
        return language.pick(item.purpose().title(), item.purpose().key());
    }

    private CentrePage.Line line(CentreView.Item item) {
        String channel = words.channel(item.channel());
        String label = title(item) + ", " + channel;
        CentrePage.Button stop = item.status() == ChoiceStatus.STOPPED
                ? null
                : button(CentreOrder.Act.STOP, item.purpose().key(), item.channel(), label);
        return new CentrePage.Line(channel, words.status(item), stop, start(item, label));
    }

    private CentrePage.@Nullable Start start(CentreView.Item item, String label) {
        NoticeText notice = item.notice();
        if (notice == null) {
            return null;
        }
        String shown = CentreWords.shownIn(notice, language);
        NoticeText.Text text = Objects.requireNonNull(notice.texts().get(shown), "it is shown in a language it has");
        return new CentrePage.Start(
                button(CentreOrder.Act.START, item.purpose().key(), item.channel(), label),
                words.of("start.summary"),
                shown,
                text.title(),
                text.body(),
                text.controlLabel());
    }

    private CentrePage.Button button(CentreOrder.Act act, String what, @Nullable Channel channel, String about) {
        String text = words.of("button." + act);
        return new CentrePage.Button(
                act.name(), what, channel == null ? "" : channel.name(), text, text + ": " + about, null);
    }

    private List<CentrePage.Line> wishes() {
        CentreView.Wishes wishes = view.wishes();
        List<CentrePage.Line> lines = new ArrayList<>();
        wishes.topics().stream().sorted().forEach(topic -> lines.add(topic(topic, wishes.topicsOff())));
        lines.add(pause(wishes.pausedUntil()));
        if (!wishes.onlyChannels().isEmpty()) {
            String channels = wishes.onlyChannels().stream().map(words::channel).collect(Collectors.joining(", "));
            lines.add(new CentrePage.Line(words.of("only.label"), words.of("only.is", channels), null, null));
        } else if (wishes.channels().size() > 1) {
            lines.add(new CentrePage.Line(words.of("only.label"), null, only(wishes), null));
        }
        return lines;
    }

    private CentrePage.Line topic(String topic, Set<String> off) {
        String label = words.of("topic.label", topic);
        return off.contains(topic)
                ? new CentrePage.Line(label, words.of("status.STOPPED"), null, null)
                : new CentrePage.Line(label, null, button(CentreOrder.Act.STOP_TOPIC, topic, null, label), null);
    }

    private CentrePage.Line pause(@Nullable Instant until) {
        List<CentrePage.Option> options = CentreWishes.PAUSES.stream()
                .map(period -> new CentrePage.Option(period, words.of("pause." + period)))
                .toList();
        String status = until == null ? null : words.of("pause.is", words.date(until));
        return choosing(CentreOrder.Act.PAUSE, "pause", "what", options, status);
    }

    private CentrePage.Button only(CentreView.Wishes wishes) {
        List<CentrePage.Option> options = wishes.channels().stream()
                .sorted(Comparator.naturalOrder())
                .map(channel -> new CentrePage.Option(channel.name(), words.channel(channel)))
                .toList();
        return Objects.requireNonNull(
                choosing(CentreOrder.Act.ONLY_CHANNEL, "only", "channel", options, null)
                        .stop(),
                "a choice has a button");
    }

    private CentrePage.Line choosing(
            CentreOrder.Act act, String name, String field, List<CentrePage.Option> options, @Nullable String status) {
        String label = words.of(name + ".label");
        String text = words.of("button." + act);
        CentrePage.Choosing choosing = new CentrePage.Choosing(name, field, words.of(name + ".choose"), options);
        return new CentrePage.Line(
                label, status, new CentrePage.Button(act.name(), "", "", text, text, choosing), null);
    }
}
