// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in the channels and bases of a purpose that does not name them. */
final class PurposeDefaults {

    /** The key of the basis of a purpose without channels. */
    private static final String ANY = "*";

    private static final Map<Category, List<Channel>> USUAL_CHANNELS = Map.of(
            Category.COOKIE, List.of(Channel.WEB_STORAGE),
            Category.AD_AUDIENCE, List.of(Channel.AD_AUDIENCE),
            Category.PROFILING, List.of(),
            Category.DISCLOSURE, List.of(),
            Category.AI_PROCESSING, List.of(),
            Category.PUBLICATION, List.of(),
            Category.STATUTORY, List.of());
    private static final Map<Category, LegalBasis> USUAL_BASIS = Map.of(
            Category.SERVICE, LegalBasis.CONTRACT,
            Category.STATUTORY, LegalBasis.LEGAL_OBLIGATION);
    private static final Set<Category> CONTACTS = Set.of(Category.DIRECT_MARKETING, Category.SURVEY, Category.SERVICE);
    private static final Map<String, Channel> BY_NAME =
            Stream.of(Channel.values()).collect(Collectors.toUnmodifiableMap(Channel::name, channel -> channel));

    private PurposeDefaults() {}

    /** A purpose of these categories makes no sense without a channel. */
    static boolean needsChannels(Category category) {
        return CONTACTS.contains(category);
    }

    /** The channels as given, otherwise those of the bases, otherwise the category's usual ones; null if it has none. */
    static @Nullable List<Channel> channels(
            Category category, @Nullable List<Channel> given, @Nullable Map<String, List<LegalBasis>> basis) {
        if (given != null) {
            return List.copyOf(given);
        }
        List<Channel> named = basis == null
                ? List.of()
                : basis.keySet().stream()
                        .filter(BY_NAME::containsKey)
                        .map(Channel::valueOf)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        return named.isEmpty() ? USUAL_CHANNELS.get(category) : named;
    }

    /** The bases as given, and the category's usual one in each channel that has none. */
    static Map<String, List<LegalBasis>> basis(
            Category category, @Nullable List<Channel> channels, @Nullable Map<String, List<LegalBasis>> given) {
        Map<String, List<LegalBasis>> all = new LinkedHashMap<>(Given.or(given, Map.of()));
        List<LegalBasis> usual = List.of(USUAL_BASIS.getOrDefault(category, LegalBasis.CONSENT));
        basisKeys(Given.list(channels)).forEach(key -> all.putIfAbsent(key, usual));
        return all;
    }

    /** What the bases of a purpose with these channels may be keyed by. */
    static Set<String> basisKeys(List<Channel> channels) {
        return channels.isEmpty()
                ? Set.of(ANY)
                : channels.stream().map(Channel::name).collect(Collectors.toUnmodifiableSet());
    }
}
