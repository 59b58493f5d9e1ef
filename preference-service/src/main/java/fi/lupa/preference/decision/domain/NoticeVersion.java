// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import java.util.Set;

/** One version of a notice; {@code ordinal} counts up with each version of the same notice. */
public record NoticeVersion(
        String version,
        int ordinal,
        Instant effectiveFrom,
        ChangeClass changeClass,
        Set<String> affects,
        OnMaterial onMaterial,
        Set<String> controllers) {

    /** Copies the sets. */
    public NoticeVersion {
        affects = Set.copyOf(affects);
        controllers = Set.copyOf(controllers);
    }

    /** How a version differs from the one before it; what is not known counts as MATERIAL. */
    public enum ChangeClass {
        EDITORIAL,
        MATERIAL
    }

    /** What a material change does to consents under earlier versions. */
    public enum OnMaterial {
        RECONSENT,
        OLD_SCOPE
    }
}
