// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.preference.answer.ListQuestion;
import fi.lupa.preference.answer.MadeUpPeople;
import fi.lupa.preference.decision.domain.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * What a line of a list costs in processor time, without HTTP and without a service: run by hand, from one set of classes and another in turn. Not a
 * test. Arguments: rounds, and lines a round.
 */
final class ListCost {

    private static final int PEOPLE = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ListCost() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        int lines = Integer.parseInt(arguments[1]);
        MadeUpPeople people = new MadeUpPeople(PEOPLE);
        List<String> addresses = people.addresses();
        ListQuestion question = people.question();
        for (int round = 0; round < rounds; round++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            int allowed = 0;
            for (int line = 0; line < lines; line++) {
                String address = addresses.get(line % PEOPLE);
                RawIdentifier raw = new RawIdentifier(IdentifierType.EMAIL, address, null);
                allowed += question.about(raw).outcome() == Outcome.ALLOW ? 1 : 0;
            }
            long spent = THREADS.getCurrentThreadCpuTime() - begun;
            System.out.printf("answer: %d ns a line, %d allowed of %d%n", spent / lines, allowed, lines);
        }
    }
}
