// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.id;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Produces the process's clock, random numbers and ids; a service or a test may define beans of its own instead. */
@Singleton
final class TimeAndIds {

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    @DefaultBean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    @DefaultBean
    Ids ids(InstantSource clock, SecureRandom random) {
        return new UuidV7Source(clock, random);
    }
}
