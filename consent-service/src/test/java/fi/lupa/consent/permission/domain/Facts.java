// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prose factories for facts; every default is valid. */
final class Facts {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.000Z");
    static final PurposeRules PLAIN = new PurposeRules(Category.DIRECT_MARKETING, false, false, false);
    static final PurposeRules DOUBLE_OPT_IN = new PurposeRules(Category.DIRECT_MARKETING, false, true, false);
    static final PurposeRules SURVEY = new PurposeRules(Category.SURVEY, false, false, false);
    static final ChoiceKey UPDATES = new ChoiceKey("kysely", "product-updates", Channel.EMAIL);
    static final NoticeRef NOTICE = new NoticeRef("newsletter-notice", "1.1", "fi");

    private Facts() {}

    static PurposeCatalogue catalogue() {
        return (controller, purpose) -> Optional.of(
                switch (purpose) {
                    case "newsletter" -> DOUBLE_OPT_IN;
                    case "customer-survey" -> SURVEY;
                    default -> PLAIN;
                });
    }

    static Act act(CaptureMethod method, Instant at, Instant recordedAt) {
        return act(method, Actor.SUBJECT, at, recordedAt, false);
    }

    static Act act(CaptureMethod method, Actor actor, Instant at, Instant recordedAt, boolean replayed) {
        @Nullable Original original = method.imported() ? new Original(CaptureMethod.DOUBLE_OPT_IN_LINK, at) : null;
        return new Act(
                method, actor, at, recordedAt, original, ControlDefault.UNCHECKED, false, false, replayed, NOTICE);
    }

    static Given given(PurposeRules rules, Act act) {
        return given(UPDATES, 1, rules, Terms.PLAIN, act);
    }

    static Given given(ChoiceKey key, int identifier, PurposeRules rules, Terms terms, Act act) {
        return given(key, identifier, rules, terms, act, null);
    }

    static Given given(
            ChoiceKey key, int identifier, PurposeRules rules, Terms terms, Act act, @Nullable Instant listedAt) {
        Instant confirmBy = act.recordedAt().plus(Duration.ofDays(30));
        return new Given(
                UUID.randomUUID(), key, identifier, IdentifierType.EMAIL, rules, terms, act, confirmBy, listedAt);
    }

    static Prohibited withdrawn(Instant at, Instant recordedAt) {
        return prohibited(Prohibition.Kind.WITHDRAWN, Set.of(1), at, recordedAt);
    }

    static Prohibited prohibited(Prohibition.Kind kind, Set<Integer> identifiers, Instant at, Instant recordedAt) {
        Act act = act(CaptureMethod.WEB_BUTTON, at, recordedAt);
        return new Prohibited(UUID.randomUUID(), kind, UPDATES, identifiers, null, act);
    }

    static Objected objected(ObjectionScope scope, Instant at, Instant recordedAt) {
        return new Objected(new Objection(UUID.randomUUID(), "kysely", scope, null, null, null, at, recordedAt, null));
    }

    static PermissionState fold(List<? extends PermissionFact> facts) {
        PermissionState state = PermissionState.EMPTY;
        for (PermissionFact fact : facts) {
            state = fact.foldInto(state, catalogue()).state();
        }
        return state;
    }

    /** What the preference-service will read: a permission stands, and every objection against it has been lifted for it. */
    static boolean allows(PermissionState state, ChoiceKey key, int identifier, PurposeRules rules) {
        Permission permission = state.cell(key, identifier).permission();
        return permission != null
                && permission.expiredAt() == null
                && state.against(key, rules, permission.topics()).stream()
                        .allMatch(objection -> permission.lifts().contains(objection.id()));
    }
}
