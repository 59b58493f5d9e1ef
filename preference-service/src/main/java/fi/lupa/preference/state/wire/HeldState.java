// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The state of one subject as it came: which version it is, who may find it, and the facts for the rules.
 *
 * @param organisations the keys of each organisation behind the subject; references, by which the subject is not found
 * @param facts without references to an asked identifier; {@link #askedBy} fills them in
 */
public record HeldState(
        SubjectKey key,
        UUID domain,
        Written written,
        List<IdentifierClaim> identifiers,
        List<List<IdentifierKey>> organisations,
        SubjectState facts) {

    /** Which version the state is and when and where it was written. */
    public record Written(StateVersion version, Position position, Instant recordedAt) {}

    /** Keeps copies of the lists. */
    public HeldState {
        identifiers = List.copyOf(identifiers);
        organisations = List.copyOf(organisations);
    }

    /** Tells whether one of the keys is of this subject. */
    public boolean claims(List<IdentifierKey> keys) {
        for (IdentifierClaim claim : identifiers) {
            if (keys.contains(claim.key())) {
                return true;
            }
        }
        return false;
    }

    /** Returns the facts as the rules see them when one of these keys is asked about. */
    public SubjectState askedBy(List<IdentifierKey> keys) {
        if (identifiers.size() == 1) {
            IdentifierClaim only = identifiers.get(0);
            return facts.askedBy(keys.contains(only.key()) ? Set.of(only.ref()) : Set.of());
        }
        Set<Integer> asked = identifiers.stream()
                .filter(claim -> keys.contains(claim.key()))
                .map(IdentifierClaim::ref)
                .collect(Collectors.toUnmodifiableSet());
        SubjectState seen = facts.askedBy(asked);
        return isOneOfSeveral(asked) ? seen.amongSeveral() : seen;
    }

    private boolean isOneOfSeveral(Set<Integer> asked) {
        Set<IdentifierType> types = identifiers.stream()
                .filter(claim -> asked.contains(claim.ref()))
                .map(IdentifierClaim::type)
                .collect(Collectors.toUnmodifiableSet());
        return identifiers.stream().anyMatch(claim -> types.contains(claim.type()) && !asked.contains(claim.ref()));
    }
}
