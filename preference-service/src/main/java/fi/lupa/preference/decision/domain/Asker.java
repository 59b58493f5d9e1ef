// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Set;

/**
 * The client that asks: the controllers of its token, and every mandate of the tenant that names it as processor,
 * whatever the mandate's controller or dates.
 */
public record Asker(String client, Set<String> controllers, List<Mandate> mandates) {

    /** Copies both collections. */
    public Asker {
        controllers = Set.copyOf(controllers);
        mandates = List.copyOf(mandates);
    }
}
