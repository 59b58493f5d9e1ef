// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.ControllerEntry;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.IdentifierType;
import fi.lupa.preference.decision.domain.LegalBasis;
import fi.lupa.preference.decision.domain.NoticeVersion;
import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Pending;
import fi.lupa.preference.decision.domain.Permission;
import fi.lupa.preference.decision.domain.Policies;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Undemonstrable;
import fi.lupa.preference.decision.domain.Wishes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Walks categories × channels × kinds × objections × choices and holds each ALLOW against the law in plain words. */
class ExhaustiveDecisionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-10-01T09:00:00Z");
    private static final Set<Category> STOPPED_BY_ALL_MARKETING =
            EnumSet.of(Category.DIRECT_MARKETING, Category.PROFILING, Category.AD_AUDIENCE, Category.DISCLOSURE);
    private static final Set<Category> SERVICE = EnumSet.of(Category.SERVICE, Category.STATUTORY);
    private static final Set<Channel> CONSENT_ONLY_FOR_ALL =
            EnumSet.of(Channel.PUSH, Channel.IN_APP, Channel.SOCIAL_MESSAGE);

    private enum Choice {
        NONE,
        GIVEN,
        WITHDRAWN,
        REFUSED,
        PENDING,
        UNDEMONSTRABLE
    }

    /** One point of the walk; the person is a customer, with everything on file that could help. */
    private record Point(
            Category category, Channel channel, Contact.Kind kind, Objection.@Nullable Scope objection, Choice choice) {

        Decision decide() {
            Question question = new Question(
                    "kysely",
                    "it",
                    channel,
                    identifierType(),
                    null,
                    Question.Uses.NOTHING,
                    new Question.Content(null, "hr", null, null, null, null),
                    Question.When.NOW);
            return Rulebook.decide(
                    question, new Asker("own-tool", Set.of("kysely"), List.of()), state(), catalogue(), NOW);
        }

        private IdentifierType identifierType() {
            return switch (channel) {
                case EMAIL, AD_AUDIENCE, IN_PERSON -> IdentifierType.EMAIL;
                case POST_ADDRESSED -> IdentifierType.POSTAL;
                case PUSH, IN_APP, WEB_STORAGE -> IdentifierType.DEVICE;
                case SOCIAL_MESSAGE -> IdentifierType.CUSTOMER_NUMBER;
                default -> IdentifierType.PHONE;
            };
        }

        private CatalogueView catalogue() {
            Purpose purpose = new Purpose(
                    "it",
                    category,
                    Set.of(channel),
                    Map.of(channel.name(), EnumSet.of(LegalBasis.CONSENT, LegalBasis.LEGITIMATE_INTEREST)),
                    true,
                    "a duty",
                    null,
                    null,
                    false,
                    Set.of(),
                    true,
                    true,
                    Set.of(),
                    false);
            NoticeVersion version = new NoticeVersion(
                    "1",
                    1,
                    BEFORE,
                    NoticeVersion.ChangeClass.EDITORIAL,
                    Set.of(),
                    NoticeVersion.OnMaterial.RECONSENT,
                    Set.of("kysely"));
            ControllerEntry controller = new ControllerEntry(
                    "kysely", ZoneId.of("Europe/Helsinki"), Set.of(), List.of(), Policies.STRICT, null);
            return new CatalogueView(controller, Map.of("it", purpose), Map.of("notice", List.of(version)), List.of());
        }

        private SubjectState state() {
            Contact contact = new Contact(
                    "kysely",
                    kind,
                    Contact.AgeBand.ADULT,
                    null,
                    new Contact.Source("SELF", null, false),
                    Set.of("hr"),
                    null);
            List<Objection> objections = objection == null
                    ? List.of()
                    : List.of(new Objection("o1", "kysely", objection, channel, "it", null, BEFORE, BEFORE, null));
            return new SubjectState(
                    SubjectState.Status.LIVE,
                    1,
                    Set.of(1),
                    List.of(cell()),
                    objections,
                    List.of(contact),
                    List.of(new Relationship("kysely", "CUSTOMER", null, null, Set.of(), null, null)),
                    List.of(),
                    List.of(),
                    Suppressions.NONE,
                    Wishes.NONE,
                    Sendings.NONE);
        }

        private ChoiceCell cell() {
            Permission yes = new Permission(
                    "r1",
                    "WEB_CHECKBOX",
                    "SUBJECT",
                    BEFORE,
                    BEFORE,
                    BEFORE,
                    new Permission.Notice("notice", "1"),
                    Set.of(),
                    Set.of(),
                    Set.of("partner-x"),
                    true,
                    Set.of(),
                    null);
            return new ChoiceCell(
                    "kysely",
                    "it",
                    channel,
                    1,
                    choice == Choice.GIVEN ? yes : null,
                    no(),
                    choice == Choice.PENDING ? new Pending("q1", BEFORE, null) : null,
                    choice == Choice.UNDEMONSTRABLE
                            ? new Undemonstrable("u1", "PRE_TICKED", "METHOD", BEFORE, BEFORE)
                            : null,
                    choice == Choice.NONE ? null : BEFORE);
        }

        private @Nullable Prohibition no() {
            return switch (choice) {
                case WITHDRAWN -> new Prohibition(Prohibition.Kind.WITHDRAWN, "p1", BEFORE, BEFORE, null, null);
                case REFUSED -> new Prohibition(Prohibition.Kind.REFUSED, "p1", BEFORE, BEFORE, null, null);
                default -> null;
            };
        }
    }

    @Test
    void allowsNothingTheLawForbids_anywhere() {
        // Given
        List<Point> points = points();

        // When
        List<Point> allowed =
                points.stream().filter(point -> point.decide().allows()).toList();

        // Then
        assertThat(points).hasSize(10 * 13 * 5 * 9 * 6);
        assertThat(allowed).hasSizeGreaterThan(1_000).allSatisfy(ExhaustiveDecisionTest::assertLawful);
    }

    @Test
    void allowsEveryValidConsent_whereNobodyHasSaidNo() {
        // Given
        List<Point> points = points().stream()
                .filter(point -> point.choice() == Choice.GIVEN && point.objection() == null)
                .filter(point -> point.category() != Category.DISCLOSURE)
                .toList();

        // When
        List<Point> denied =
                points.stream().filter(point -> !point.decide().allows()).toList();

        // Then
        assertThat(denied).isEmpty();
    }

    private static void assertLawful(Point point) {
        Decision answer = point.decide();
        boolean service = SERVICE.contains(point.category());
        boolean consent = answer.basis() == LegalBasis.CONSENT;
        assertThat(answer.remedy()).isNull();
        assertThat(answer.basis()).isNotNull();
        assertThat(answer.validUntil()).isAfter(NOW);
        assertThat(point.objection() == null || !stops(point)).isTrue();
        assertThat(consent).as("consent as basis").isEqualTo(point.choice() == Choice.GIVEN && !service);
        if (!service) {
            assertThat(point.choice()).isNotIn(Choice.WITHDRAWN, Choice.REFUSED);
            assertThat(consent || !CONSENT_ONLY_FOR_ALL.contains(point.channel()))
                    .isTrue();
            assertThat(consent || maybeWithoutConsent(point)).isTrue();
        }
    }

    /** The matrix of scopes, written down a second time. */
    private static boolean stops(Point point) {
        Category category = point.category();
        if (SERVICE.contains(category)) {
            return false;
        }
        boolean marketing = category == Category.DIRECT_MARKETING || category == Category.AD_AUDIENCE;
        return switch (java.util.Objects.requireNonNull(point.objection())) {
            case ALL_MARKETING -> STOPPED_BY_ALL_MARKETING.contains(category);
            case CHANNEL -> marketing;
            case PURPOSE, ALL -> true;
            case TOPIC -> true;
            case PROFILING ->
                category == Category.PROFILING
                        || category == Category.AD_AUDIENCE
                        || category == Category.AI_PROCESSING;
            case SURVEYS -> category == Category.SURVEY || category == Category.DISCLOSURE;
            case ORGANISATION -> marketing && point.kind() != Contact.Kind.WORK_NAMED;
        };
    }

    private static boolean maybeWithoutConsent(Point point) {
        boolean company = point.kind() == Contact.Kind.ROLE_ADDRESS || point.kind() == Contact.Kind.WORK_NAMED;
        boolean optOut = point.channel() == Channel.VOICE_HUMAN || point.channel() == Channel.POST_ADDRESSED;
        return point.category() == Category.SURVEY
                || ((company || optOut) && point.category() == Category.DIRECT_MARKETING);
    }

    private static List<Point> points() {
        List<Objection.@Nullable Scope> objections = new ArrayList<>(List.of(Objection.Scope.values()));
        objections.add(null);
        List<Point> points = new ArrayList<>();
        for (Category category : Category.values()) {
            for (Channel channel : Channel.values()) {
                for (Contact.Kind kind : Contact.Kind.values()) {
                    for (Objection.Scope objection : objections) {
                        for (Choice choice : Choice.values()) {
                            points.add(new Point(category, channel, kind, objection, choice));
                        }
                    }
                }
            }
        }
        return points;
    }
}
