// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads and changes policies; none is without a justification. */
@ApplicationScoped
class ChangePolicy {

    private static final Logger LOG = Logger.getLogger(ChangePolicy.class);
    private static final int SHORTEST_TEXT = 20;
    private static final int LONGEST_TEXT = 2_000;

    private final Transactions transactions;
    private final RetentionPolicies policies;
    private final SubjectDoor door;
    private final Catalogue catalogue;
    private final InstantSource clock;

    ChangePolicy(
            Transactions transactions,
            RetentionPolicies policies,
            SubjectDoor door,
            Catalogue catalogue,
            InstantSource clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.door = door;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Returns the policies in force of the caller's controllers. */
    List<RetentionPolicy> list(Caller caller) {
        return transactions.read(caller.tenant(), () -> policies.current(caller.tenant(), caller.controllers()));
    }

    /** Returns the policy as it is now; the same once more changes nothing. */
    RetentionPolicy put(Caller caller, String controller, RetentionKind kind, PolicyBody body) {
        String why = body.justification().strip();
        if (why.length() < SHORTEST_TEXT || why.length() > LONGEST_TEXT) {
            throw ProblemException.at(
                    ProblemCode.INVALID_VALUE,
                    "/justification",
                    why.length() > LONGEST_TEXT ? "TOO_LONG" : "TOO_SHORT");
        }
        Instant now = Timestamps.truncate(clock.instant());
        check(kind, body.keepFor(), now);
        List<byte[]> lock = List.of(Transactions.lockNamed("retention-policy:" + controller));
        return transactions.write(caller.tenant(), lock, () -> {
            require(caller, controller, now);
            return put(caller, controller, kind, new PolicyBody(body.keepFor(), why), now);
        });
    }

    private RetentionPolicy put(Caller caller, String controller, RetentionKind kind, PolicyBody body, Instant now) {
        TenantId tenant = caller.tenant();
        RetentionPolicy before = policies.current(tenant, controller, kind).orElse(null);
        if (before != null
                && before.keepFor().equals(body.keepFor())
                && before.justification().equals(body.justification())) {
            return before;
        }
        int version = before == null ? 1 : before.version() + 1;
        RetentionPolicy policy = new RetentionPolicy(
                controller, kind, version, body.keepFor(), body.justification(), caller.client(), now);
        policies.insert(tenant, policy);
        LOG.infof("Retention: controller=%s kind=%s version=%d keepFor=%s", controller, kind, version, body.keepFor());
        return policy;
    }

    /** Throws CONTROLLER_UNKNOWN or MANDATE_OUT_OF_SCOPE: of another's controller it looks as if there were none. */
    void require(Caller caller, String controller, Instant now) {
        if (!caller.controllers().contains(controller)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        door.require(
                caller,
                catalogue
                        .controller(caller.tenant(), controller)
                        .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND)),
                MandateRight.ERASE,
                now);
    }

    private static void check(RetentionKind kind, LifeTime keepFor, Instant now) {
        Instant end = keepFor.after(now);
        if (end.isBefore(after(now, RetentionKind.SHORTEST)) || end.isAfter(after(now, kind.longest()))) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/keepFor", "OUT_OF_RANGE");
        }
    }

    private static Instant after(Instant now, Period time) {
        return now.atZone(ZoneOffset.UTC).plus(time).toInstant();
    }
}
