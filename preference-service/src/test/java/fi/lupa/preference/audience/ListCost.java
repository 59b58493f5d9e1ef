// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import fi.lupa.preference.answer.MadeUpPeople;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a line of a list costs in processor time of all threads, without HTTP and without a service: run by hand, from one set of classes and another in
 * turn. Not a test. Arguments: rounds, lines a round, threads.
 */
final class ListCost {

    private static final int PEOPLE = 10_000;

    private ListCost() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        int lines = Integer.parseInt(arguments[1]);
        MadeUpPeople people = new MadeUpPeople(PEOPLE);
        OneList one = new OneList(people, Integer.parseInt(arguments[2]));
        byte[] list = list(people.addresses(), lines);
        for (int round = 0; round < rounds; round++) {
            long begun = spent();
            long clock = System.nanoTime();
            Tally tally = one.answer(new ByteArrayInputStream(list), OutputStream.nullOutputStream());
            System.out.printf(
                    "%d ns of processor time and %d ns a line, %s%n",
                    (spent() - begun) / lines, (System.nanoTime() - clock) / lines, tally.decisions());
        }
    }

    private static byte[] list(List<String> addresses, int lines) {
        StringBuilder list = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            list.append("{\"value\":\"")
                    .append(addresses.get(line % PEOPLE))
                    .append("\",\"ref\":\"")
                    .append(line)
                    .append("\"}\n");
        }
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long spent() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
