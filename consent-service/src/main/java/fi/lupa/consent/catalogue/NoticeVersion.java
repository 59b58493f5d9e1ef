// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of a notice.
 *
 * @param controllers who may rely on a consent given under it
 * @param sha256 of the text, in hex, by language
 */
public record NoticeVersion(
        String id,
        String version,
        int ordinal,
        Instant effectiveFrom,
        ChangeClass changeClass,
        Set<String> controllers,
        Set<String> affects,
        Map<String, String> sha256) {

    /** Keeps copies. */
    public NoticeVersion {
        controllers = Set.copyOf(controllers);
        affects = Set.copyOf(affects);
        sha256 = Map.copyOf(sha256);
    }

    /** The digest of the text in this language, if there is one. */
    public Optional<String> sha256In(String language) {
        return Optional.ofNullable(sha256.get(language));
    }
}
