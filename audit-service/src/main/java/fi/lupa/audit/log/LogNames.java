// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import java.util.random.RandomGenerator;

/** Names for logs: random, so that a name tells nothing about its tenant; only the operator's own tells what it is. */
final class LogNames {

    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final String OPERATOR_PREFIX = "_ingest-";

    private LogNames() {}

    static String random(RandomGenerator random) {
        StringBuilder name = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            name.append(CROCKFORD.charAt(random.nextInt(CROCKFORD.length())));
        }
        return name.toString();
    }

    static String ofOperator(int year) {
        return OPERATOR_PREFIX + year;
    }
}
