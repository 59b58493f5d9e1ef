// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a figure is asked to do.
 *
 * @param root the repository's folder
 * @param isQuick whether only to try it out: one short round, which is no figure
 */
record Bench(Path root, boolean isQuick) {

    private static final int ROUNDS = 5;

    int rounds() {
        return isQuick ? 1 : ROUNDS;
    }

    int many(int usually, int quick) {
        return isQuick ? quick : usually;
    }

    Duration lasting(int usualSeconds) {
        return Duration.ofSeconds(isQuick ? 1 : usualSeconds);
    }

    void say(String line) {
        System.err.println(line);
    }
}
