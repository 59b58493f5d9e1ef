// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ChoiceCell;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Permission;
import fi.lupa.preference.decision.domain.Prohibition;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Wishes;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import fi.lupa.preference.state.wire.HeldState;
import fi.lupa.preference.state.wire.IdentifierClaim;
import fi.lupa.preference.state.wire.SubjectKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Made-up people by number, the same each time: each has one address and one choice, of each four three have consented and one has withdrawn.
 * Of every other the age is on file.
 */
final class IndexPeople {

    static final TenantId TENANT = TenantId.ofKey("bench");

    private static final int KINDS = 4;
    private static final int KEY_LENGTH = 32;
    private static final int LOOKS = 2;
    private static final long BEGIN = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();
    private static final long MILLIS_BETWEEN = 4_000;
    private static final String CONTROLLER = "kysely";
    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa");
    private static final Permission.Notice NOTICE = new Permission.Notice("newsletter-notice", "1");

    private IndexPeople() {}

    /** The key of somebody's address; as random as a keyed hash is. */
    static IdentifierKey key(long number) {
        SplittableRandom random = new SplittableRandom(number);
        ByteBuffer bytes = ByteBuffer.allocate(KEY_LENGTH);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong());
        }
        return new IdentifierKey(1, bytes.array());
    }

    static boolean isWithdrawn(long number) {
        return number % KINDS == 0;
    }

    /** What is held of somebody. */
    static HeldState state(long number) {
        SplittableRandom random = new SplittableRandom(~number);
        Instant at = Instant.ofEpochMilli(BEGIN + number * MILLIS_BETWEEN + random.nextInt((int) MILLIS_BETWEEN));
        Instant recorded = at.plusMillis(random.nextInt(200));
        Position position = new Position(1, 1_000 + number);
        return new HeldState(
                new SubjectKey(TENANT, SubjectId.random(random)),
                DOMAIN,
                new HeldState.Written(new StateVersion(1, 1 + random.nextInt(3)), position, recorded),
                List.of(new IdentifierClaim(1, IdentifierType.EMAIL, key(number), position)),
                List.of(),
                facts(number, cell(number, id(recorded, random), at, recorded)));
    }

    private static ChoiceCell cell(long number, String record, Instant at, Instant recorded) {
        boolean withdrawn = isWithdrawn(number);
        Permission permission = new Permission(
                record,
                "SURVEY_TICK",
                "SUBJECT",
                at,
                recorded,
                at,
                NOTICE,
                Set.of(),
                Set.of(),
                Set.of(),
                false,
                Set.of(),
                null);
        Prohibition prohibition =
                new Prohibition(Prohibition.Kind.WITHDRAWN, record, at, recorded, null, "SELF_SERVICE_LINK");
        return new ChoiceCell(
                CONTROLLER,
                "newsletter",
                Channel.EMAIL,
                1,
                withdrawn ? null : permission,
                withdrawn ? prohibition : null,
                null,
                null,
                at);
    }

    private static SubjectState facts(long number, ChoiceCell cell) {
        Contact.AgeBand age = number % LOOKS == 0 ? Contact.AgeBand.ADULT : Contact.AgeBand.UNKNOWN;
        return new SubjectState(
                SubjectState.Status.LIVE,
                1,
                Set.of(),
                List.of(cell),
                List.of(),
                List.of(new Contact(CONTROLLER, Contact.Kind.CONSUMER, age, null, null, Set.of(), null)),
                List.of(),
                List.of(),
                List.of(),
                Suppressions.NONE,
                Wishes.NONE,
                Sendings.NONE);
    }

    /** An id as records have them: version 7, which begins with the time. */
    private static String id(Instant at, SplittableRandom random) {
        long high = (at.toEpochMilli() << Short.SIZE) | 0x7000L | random.nextInt(0x1000);
        return new UUID(high, random.nextLong() | Long.MIN_VALUE).toString();
    }
}
