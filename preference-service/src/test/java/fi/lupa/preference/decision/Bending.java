// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Doubts;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Restriction;
import fi.lupa.preference.decision.domain.RightsRequest;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Wishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bends facts by chance: more prohibition, less knowledge. */
final class Bending {

    private static final Instant SAID = Instant.parse("2026-11-15T09:00:00Z");
    private static final List<String> CONTROLLERS =
            List.of("kysely", "verkko", "palvelut", "koulu", "lupaus", "kauppa");
    private static final List<String> PURPOSES = List.of(
            "newsletter",
            "letters",
            "survey",
            "profiling",
            "classification",
            "partner-disclosure",
            "offers",
            "telesales",
            "ad-cookies");

    private final Random random;
    private int counter;

    Bending(Random random) {
        this.random = random;
    }

    SubjectState withProhibitions(SubjectState state, int count) {
        SubjectState bent = state;
        for (int i = 0; i < count; i++) {
            bent = switch (random.nextInt(8)) {
                case 0 -> with(bent, cell(null));
                case 1, 2 -> with(bent, cell(1));
                case 3 -> random.nextBoolean() ? restricted(bent) : listed(bent);
                default -> with(bent, objection());
            };
        }
        return bent;
    }

    SubjectState withObjectionToMarketing(SubjectState state, String controller) {
        return with(
                state,
                new Objection(
                        "wide" + counter++,
                        controller,
                        Objection.Scope.ALL_MARKETING,
                        null,
                        null,
                        null,
                        SAID,
                        SAID,
                        null));
    }

    private Objection objection() {
        return new Objection(
                "added" + counter++,
                any(CONTROLLERS),
                any(List.of(Objection.Scope.values())),
                channel(),
                random.nextBoolean() ? any(PURPOSES) : null,
                random.nextBoolean() ? "news" : null,
                SAID,
                SAID,
                null);
    }

    private ChoiceCell cell(@Nullable Integer identifier) {
        Prohibition no = new Prohibition(
                any(List.of(Prohibition.Kind.values())),
                "added" + counter++,
                SAID,
                SAID,
                null,
                random.nextBoolean() ? "BROWSER_SETTINGS" : null);
        return new ChoiceCell(any(CONTROLLERS), any(PURPOSES), channel(), identifier, null, no, null, null, null);
    }

    private @Nullable Channel channel() {
        return random.nextInt(4) == 0
                ? null
                : any(List.of(Channel.EMAIL, Channel.SMS, Channel.VOICE_HUMAN, Channel.WEB_STORAGE));
    }

    private SubjectState listed(SubjectState state) {
        Suppressions lists = state.suppressions();
        return state.listedOn(new Suppressions(
                lists.erased() || random.nextBoolean(),
                lists.own() || random.nextBoolean(),
                new Suppressions.Register(true, lists.phone().asOf()),
                new Suppressions.Register(true, null)));
    }

    private SubjectState restricted(SubjectState state) {
        List<Restriction> restrictions = plus(
                state.restrictions(),
                new Restriction(any(CONTROLLERS), any(List.of(Restriction.Scope.values())), null, null));
        List<RightsRequest> requests = random.nextBoolean()
                ? state.rightsRequests()
                : plus(state.rightsRequests(), new RightsRequest(any(CONTROLLERS), true, false));
        return copy(
                state,
                state.choices(),
                state.objections(),
                state.contacts(),
                state.relationships(),
                restrictions,
                requests);
    }

    SubjectState withLessKnowledge(SubjectState state) {
        return switch (random.nextInt(6)) {
            case 0 -> Facts.withChoices(state, withoutAPermission(state.choices()));
            case 4 -> Facts.withWishes(state, new Wishes(state.wishes().told(), List.of()));
            case 5 -> state.amongSeveral();
            case 1 ->
                copy(
                        state,
                        state.choices(),
                        state.objections(),
                        state.contacts(),
                        minusAny(state.relationships(), state.relationships()),
                        state.restrictions(),
                        state.rightsRequests());
            case 2 ->
                copy(
                        state,
                        state.choices(),
                        state.objections(),
                        state.contacts().stream().map(Bending::withoutSource).toList(),
                        state.relationships(),
                        state.restrictions(),
                        state.rightsRequests());
            default -> state;
        };
    }

    CatalogueView withLessKnowledge(CatalogueView catalogue) {
        Map<String, List<NoticeVersion>> notices = new TreeMap<>(catalogue.notices());
        Map<String, Purpose> purposes = new HashMap<>(catalogue.purposes());
        int what = random.nextInt(8);
        if (what == 0) {
            notices.remove(any(List.copyOf(notices.keySet())));
        } else if (what == 1 && !purposes.isEmpty()) {
            purposes.remove(any(List.copyOf(purposes.keySet())));
        }
        return new CatalogueView(
                what == 2 ? null : catalogue.controller(),
                purposes,
                notices,
                catalogue.arrangements(),
                what == 3 && catalogue.doubts().equals(Doubts.NONE) ? doubts() : catalogue.doubts(),
                catalogue.partners());
    }

    private Doubts doubts() {
        return new Doubts(
                random.nextInt(4) == 0,
                random.nextBoolean(),
                Set.of(any(PURPOSES)),
                Set.of(random.nextBoolean() ? "newsletter-notice" : "typo-notice"));
    }

    static boolean isOptOutChannel(Question question) {
        return question.channel() == Channel.VOICE_HUMAN || question.channel() == Channel.POST_ADDRESSED;
    }

    /** A permission is forgotten; that it was asked for is not. */
    private List<ChoiceCell> withoutAPermission(List<ChoiceCell> choices) {
        List<ChoiceCell> given =
                choices.stream().filter(cell -> cell.permission() != null).toList();
        if (given.isEmpty()) {
            return choices;
        }
        ChoiceCell forgotten = any(given);
        return choices.stream()
                .map(cell -> cell.equals(forgotten) ? withoutPermission(cell) : cell)
                .toList();
    }

    private static ChoiceCell withoutPermission(ChoiceCell cell) {
        return new ChoiceCell(
                cell.controller(),
                cell.purpose(),
                cell.channel(),
                cell.identifier(),
                null,
                cell.prohibition(),
                cell.pending(),
                cell.undemonstrable(),
                SAID);
    }

    /** A source that bans disclosure is a prohibition and stays, as does one that was not the customer. */
    private static Contact withoutSource(Contact contact) {
        Contact.Source source = contact.source();
        return new Contact(
                contact.controller(),
                contact.kind(),
                contact.ageBand(),
                contact.nextBandOn(),
                source != null && (source.disclosureBan() || !source.kind().equals("SELF")) ? source : null,
                Set.of(),
                contact.timeZone());
    }

    private static SubjectState with(SubjectState state, Objection objection) {
        return copy(
                state,
                state.choices(),
                plus(state.objections(), objection),
                state.contacts(),
                state.relationships(),
                state.restrictions(),
                state.rightsRequests());
    }

    private static SubjectState with(SubjectState state, ChoiceCell cell) {
        return copy(
                state,
                plus(state.choices(), cell),
                state.objections(),
                state.contacts(),
                state.relationships(),
                state.restrictions(),
                state.rightsRequests());
    }

    private static SubjectState copy(
            SubjectState state,
            List<ChoiceCell> choices,
            List<Objection> objections,
            List<Contact> contacts,
            List<Relationship> relationships,
            List<Restriction> restrictions,
            List<RightsRequest> requests) {
        return new SubjectState(
                state.status(),
                state.revision(),
                state.asked(),
                choices,
                objections,
                contacts,
                relationships,
                restrictions,
                requests,
                state.suppressions(),
                state.wishes(),
                state.sendings());
    }

    private static <T> List<T> plus(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private <T> List<T> minusAny(List<T> candidates, List<T> list) {
        List<T> shorter = new ArrayList<>(list);
        if (!candidates.isEmpty()) {
            shorter.remove(any(candidates));
        }
        return shorter;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
