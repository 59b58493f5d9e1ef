// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.serving.Topics;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.platform.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who was answered about: twice under a root that was logged, once a moment ago. Reports name the first answer, one that nobody has, and
 * one from long ago.
 */
final class AnswersKit {

    static final String SUBJECT = Facts.subject(706);
    static final String ADDRESS = Act.address(71_500);
    static final UUID LOST = Facts.id(76_001);

    private static final UUID TENANT = TenantId.ofKey(ExtractKit.TENANT).value();
    private static @Nullable AnswersKit made;

    private final Instant lately;
    private final String denied;
    private final AnsweredMinute logged;

    private AnswersKit(Instant lately) {
        this.lately = lately;
        this.denied = AnsweredMinute.line(TENANT, Facts.id(76_003), lately.plusSeconds(20), "DENY", "QUIET_HOURS");
        String allowed =
                AnsweredMinute.line(TENANT, Facts.id(76_000), lately.plusSeconds(30), "ALLOW", "CONSENT_GIVEN");
        String ofSomebodyElse = AnsweredMinute.line(TENANT, Facts.id(76_004), lately, "DENY", "NO_PERMISSION");
        this.logged = new AnsweredMinute(TENANT, Facts.id(76_100), List.of(ofSomebodyElse, allowed, denied));
    }

    /** Logs all of it, unless a test of this process already has; and sets what the lookup finds. */
    static synchronized void logOnce(ExtractKit kit, KafkaBroker kafka, VaultStub vault) {
        AnswersKit answers = made;
        if (answers == null) {
            answers = new AnswersKit(Instant.now().minusSeconds(7_200));
            made = answers;
            long before = kit.size();
            List<Act> acts = List.of(
                    Act.of(TENANT, 71_500, SUBJECT, 1, "kysely"),
                    Act.report(TENANT, 71_501, SUBJECT, 2, Facts.id(76_000), Instant.now()),
                    Act.report(TENANT, 71_502, SUBJECT, 3, LOST, Instant.now()),
                    Act.report(
                            TENANT,
                            71_503,
                            SUBJECT,
                            4,
                            Facts.id(76_002),
                            Instant.now().minus(Duration.ofDays(40))));
            try (Topics topics = new Topics(kafka.bootstrapServers())) {
                acts.forEach(act -> topics.send(Feed.FACTS, act.message()));
                topics.send(Feed.DECISIONS, answers.logged.message());
            }
            acts.forEach(act -> vault.answers(act.event(), act.held()));
            ExtractKit.await(() -> kit.size() >= before + acts.size() + 1);
        }
        vault.found(ADDRESS, List.of(unlogged(Instant.now()), answers.logged.found(1), answers.logged.found(2)));
    }

    /** What the lookup finds when a record was changed, and another one's minute was never told of. */
    static void tamper(VaultStub vault) {
        AnswersKit answers = Objects.requireNonNull(made);
        vault.found(
                ADDRESS,
                List.of(
                        answers.logged.found(1),
                        answers.logged.found(2, answers.denied.replace("DENY", "ALLOW")),
                        unlogged(answers.lately.minusSeconds(60))));
    }

    private static String unlogged(Instant at) {
        String line = AnsweredMinute.line(TENANT, Facts.id(76_005), at, "ALLOW", "CONSENT_GIVEN");
        return new AnsweredMinute(TENANT, Facts.id(76_101), List.of(line)).found(0);
    }
}
