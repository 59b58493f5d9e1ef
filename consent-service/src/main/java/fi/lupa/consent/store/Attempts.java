// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Repeats a transaction that was rolled back through no fault of its own. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final int REPETITIONS = 3;
    /** Each new start means that somebody else's write went through, so this ends. */
    private static final int STARTS = 20;

    private int repetitions;

    private Attempts() {}

    /** Returns what the transaction gives; a database that stays busy or away is the problem DATABASE_UNAVAILABLE. */
    static <T> T run(Supplier<T> transaction) {
        Attempts attempts = new Attempts();
        for (int start = 1; start < STARTS; start++) {
            try {
                return transaction.get();
            } catch (RuntimeException failure) {
                attempts.rethrowUnlessWorthRepeating(failure);
            }
        }
        return transaction.get();
    }

    private void rethrowUnlessWorthRepeating(RuntimeException failure) {
        if (failure instanceof SubjectsMovedException) {
            return;
        }
        DatabaseFailure kind = DatabaseFailure.of(failure);
        if (kind == DatabaseFailure.OTHER) {
            throw failure;
        }
        if (kind == DatabaseFailure.REPEATABLE && ++repetitions <= REPETITIONS) {
            return;
        }
        LOG.warnf("The database did not take a transaction: SQL state %s", DatabaseFailure.stateIn(failure));
        throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
    }
}
