// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a command is called. Whatever it does not know it refuses, so that nobody believes that an option had an effect.
 *
 * @param options the options it knows
 * @param least how many words it needs besides
 * @param most how many it takes
 * @param known the only words it takes; none means any
 */
record Usage(Set<String> options, int least, int most, Set<String> known) {

    static Usage nothing() {
        return new Usage(Set.of(), 0, 0, Set.of());
    }

    static Usage options(String... options) {
        return new Usage(Set.of(options), 0, 0, Set.of());
    }

    static Usage words(int least, int most) {
        return new Usage(Set.of(), least, most, Set.of());
    }

    static Usage oneOf(String... words) {
        return new Usage(Set.of(), 1, 1, Set.of(words));
    }

    /** The text for people; {@code deploy/local/.run} prints the same file, before anything is built. */
    static String text(String command) {
        return Template.ofResource("usage/" + command + ".txt").fill(Map.of());
    }

    /** What is wrong with a call. */
    Optional<String> fault(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.startsWith("-") && !options.contains(argument)) {
                return Optional.of("unknown option: " + argument);
            }
        }
        List<String> words =
                arguments.stream().filter(one -> !one.startsWith("-")).toList();
        if (words.size() > most) {
            return Optional.of("too much: " + words.get(most));
        }
        if (words.size() < least) {
            return Optional.of("something is missing");
        }
        return words.stream()
                .filter(word -> !known.isEmpty() && !known.contains(word))
                .map(word -> "unknown: " + word)
                .findFirst();
    }
}
