// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.platform.id.Ids;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** The clock, ids and random numbers of this process, and the id it writes under. */
@Singleton
final class Origins {

    private final InstantSource clock;
    private final Ids ids;
    private final SecureRandom random;
    private final UUID writer;

    Origins(InstantSource clock, Ids ids, SecureRandom random) {
        this.clock = clock;
        this.ids = ids;
        this.random = random;
        this.writer = ids.next();
    }

    SecureRandom random() {
        return random;
    }

    BatchWriter.Origin with(UUID operator) {
        return new BatchWriter.Origin(writer, operator, clock, ids, random);
    }
}
