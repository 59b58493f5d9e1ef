// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.witness;

import fi.lupa.audit.merkle.note.MalformedNoteException;
import fi.lupa.audit.merkle.note.SignedNote;
import fi.lupa.audit.merkle.note.TrustPolicy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Who witnesses the logs, as the operator's policy file has it; read once, and refused as a whole if anything in it is wrong. */
@Singleton
public final class Witnesses {

    private final TrustPolicy policy;
    private final Duration expectedWithin;

    @Inject
    Witnesses(WitnessConfig config) {
        this(read(config.policy()), config.expectedWithin());
    }

    Witnesses(TrustPolicy policy, Duration expectedWithin) {
        this.policy = policy;
        this.expectedWithin = expectedWithin;
    }

    private static TrustPolicy read(Optional<Path> file) {
        if (file.isEmpty()) {
            return TrustPolicy.without();
        }
        try {
            TrustPolicy policy = TrustPolicy.parse(Files.readString(file.get()));
            requireOurs(policy);
            return policy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedNoteException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static void requireOurs(TrustPolicy policy) {
        if (!policy.logs().isEmpty()) {
            throw refused("it names logs, and the logs are this service's own");
        }
        for (TrustPolicy.Witness witness : policy.witnesses()) {
            String url = witness.url();
            if (url == null || !url.matches("https?://\\S+")) {
                throw refused("witness " + witness.name() + " has no address");
            }
        }
    }

    private static IllegalStateException refused(String reason) {
        return new IllegalStateException("Refused to start: lupa.audit.witnesses.policy cannot be used: " + reason);
    }

    /** Returns the rule, without logs. */
    public TrustPolicy policy() {
        return policy;
    }

    /** Returns how long a quorum may take before its absence is told of. */
    public Duration expectedWithin() {
        return expectedWithin;
    }

    /** Says how a published checkpoint stands. */
    public Quorum quorumOf(SignedNote note) {
        if (!policy.hasQuorum()) {
            return Quorum.NOT_ASKED_FOR;
        }
        return policy.isMetBy(note.verifiedBy(policy.witnessKeys())) ? Quorum.REACHED : Quorum.MISSING;
    }

    /** Whether enough witnesses have cosigned a checkpoint. */
    public enum Quorum {
        NOT_ASKED_FOR,
        REACHED,
        MISSING
    }
}
