// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Optional;

/**
 * The rulebook as it is, or as it was before the last change. The one before is kept for one change long, so that what it answered can be worked out
 * again; an answer by it is about what would have been, and never one to contact somebody on.
 */
public final class Edition {

    /** By which everybody is answered who does not ask for another. */
    public static final Edition CURRENT = new Edition(Rulebook.VERSION, Rulebook.GATES, Rulebook.AFTER_ALLOW);

    /** In which a yes to one of joint controllers lifted for all of them what had been said to that one. */
    static final Edition PREVIOUS = new Edition(
            "2026.11-3",
            Rulebook.GATES.stream()
                    .map(gate -> gate.rules() == Prohibitions.RULES
                            ? new Gate(gate.letter(), gate.title(), Prohibitions.LIFTED_AT_ONE_FOR_ALL)
                            : gate)
                    .toList(),
            Rulebook.AFTER_ALLOW);

    private static final List<Edition> KEPT = List.of(CURRENT, PREVIOUS);

    private final String version;
    private final List<Gate> gates;
    private final Gate afterAllow;

    private Edition(String version, List<Gate> gates, Gate afterAllow) {
        this.version = version;
        this.gates = List.copyOf(gates);
        this.afterAllow = afterAllow;
    }

    /** Returns the edition of this version; empty for one that is no longer, or not yet, known. */
    public static Optional<Edition> of(String version) {
        return KEPT.stream().filter(edition -> edition.version.equals(version)).findFirst();
    }

    /** The version that its decisions name. */
    public String version() {
        return version;
    }

    /** Tells whether somebody may be contacted on its answers. */
    public boolean isCurrent() {
        return this == CURRENT;
    }

    List<Gate> gates() {
        return gates;
    }

    Gate afterAllow() {
        return afterAllow;
    }

    @Override
    public String toString() {
        return version;
    }
}
