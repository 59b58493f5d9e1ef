// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.operation;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;

/** {@code java -jar quarkus-run.jar} serves; with the argument {@code recover} it recovers after a restore and ends. */
@QuarkusMain
public final class ConsentMain {

    private static final String RECOVER = "recover";

    private ConsentMain() {}

    /** Runs the service or one job. */
    public static void main(String... arguments) {
        if (List.of(arguments).equals(List.of(RECOVER))) {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("consent.relay.enabled", "false");
            Quarkus.run(RecoverJob.class, arguments);
            return;
        }
        Quarkus.run(arguments);
    }
}
