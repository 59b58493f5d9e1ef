// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads words of enumerations that may grow: the caller says what a word that is not known yet counts as. */
final class Words {

    private Words() {}

    static <E extends Enum<E>> Optional<E> known(Class<E> type, String word) {
        return EnumSet.allOf(type).stream()
                .filter(value -> value.name().equals(word))
                .findFirst();
    }

    static <E extends Enum<E>> E orElse(Class<E> type, @Nullable String word, E unknown) {
        return word == null ? unknown : known(type, word).orElse(unknown);
    }

    /** Reads a word on which a "no" may hang: one that is not known makes the whole value unreadable. */
    static <E extends Enum<E>> @Nullable E knownOrNull(Class<E> type, @Nullable String word) {
        return word == null ? null : known(type, word).orElseThrow(Members::broken);
    }

    static <E extends Enum<E>> Set<E> allKnown(Class<E> type, Set<String> words) {
        Set<E> values = EnumSet.noneOf(type);
        words.forEach(word -> known(type, word).ifPresent(values::add));
        return values;
    }
}
