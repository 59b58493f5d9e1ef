// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.journal.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The relay of this process. */
@ConfigMapping(prefix = "consent.relay")
interface RelaySettings {

    /** Whether this process takes part in relaying; when no process does, nothing is published and no write is accepted on a restarted database. */
    @WithDefault("true")
    boolean enabled();

    /** How long the start waits for the first comparison of database and topics, so that the first writes are not refused. */
    @WithDefault("PT5S")
    Duration startLimit();

    /** The relay's own database connections. */
    Database database();

    /** Where and as whom the relay reads the journal. */
    interface Database {

        /** The database's URL. */
        @WithDefault("${quarkus.datasource.relay.jdbc.url}")
        String url();

        /** The role as which the recovery writes. */
        @WithDefault("${quarkus.datasource.username}")
        String appUsername();

        /** Its password. */
        @WithDefault("${quarkus.datasource.password}")
        String appPassword();

        /** The relay's role. */
        @WithDefault("${quarkus.datasource.relay.username}")
        String username();

        /** Its password. */
        @WithDefault("${quarkus.datasource.relay.password}")
        String password();
    }
}
