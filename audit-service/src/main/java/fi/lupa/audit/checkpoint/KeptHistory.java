// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.log.SignedHistory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Holds a database against the checkpoints kept outside it, for who is about to add to its logs. */
@Singleton
final class KeptHistory implements SignedHistory {

    private final Signers signers;

    KeptHistory(Signers signers) {
        this.signers = signers;
    }

    @Override
    public Optional<String> contradictedBy(Connection connection) throws SQLException {
        if (!signers.exist() || !signers.remember()) {
            return Optional.empty();
        }
        try {
            signers.make().compareAll(connection);
            return Optional.empty();
        } catch (RefusedToSignException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
