// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The three services, with the database of each and the roles that log in to it. */
public enum Service {
    /** Records what a person permitted and prohibited. */
    CONSENT("consent", "migrator app relay retention"),
    /** Answers the question. */
    PREFERENCE("preference", "migrator writer reader"),
    /** Keeps the log. */
    AUDIT("audit", "migrator writer reader");

    private final String database;
    private final String logins;

    Service(String database, String logins) {
        this.database = database;
        this.logins = logins;
    }

    /** The name of the service, its folder and its process. */
    public String title() {
        return name().toLowerCase(Locale.ROOT) + "-service";
    }

    /** The service's own database. */
    public String database() {
        return database;
    }

    /** The database roles that log in. */
    List<String> roles() {
        return Stream.of(logins.split(" ", -1))
                .map(login -> "lupa_" + database + "_" + login)
                .toList();
    }

    int portIn(Ports ports) {
        return switch (this) {
            case CONSENT -> ports.consent();
            case PREFERENCE -> ports.preference();
            case AUDIT -> ports.audit();
        };
    }
}
