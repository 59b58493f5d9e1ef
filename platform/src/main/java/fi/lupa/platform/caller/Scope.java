// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client may do at all, by the words of its token's {@code scope}. */
public enum Scope {
    CONSENT_WRITE,
    CONSENT_READ,
    CONTACT_REPORT,
    CATALOGUE_READ,
    CATALOGUE_ADMIN,
    RIGHTS_ADMIN,
    DISCLOSURE_ACKNOWLEDGE,
    DECISION_READ,
    DECISION_EXPLAIN,
    AUDIT_READ,
    AUDIT_EXTRACT;

    private static final Map<String, Scope> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Scope::wireName, scope -> scope));

    /** Returns the scope as tokens write it, {@code consent:write}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** Returns the scope of a word, or nothing: scopes of other products are none of ours. */
    public static Optional<Scope> ofWireName(String word) {
        return Optional.ofNullable(BY_NAME.get(word));
    }
}
