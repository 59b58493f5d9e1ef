// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.leaf.LogEvent;
import java.util.UUID;

/** Names an event: within its tenant, so that nobody can hide another tenant's event by using its id first. */
record EventKey(UUID tenant, UUID id) {

    static EventKey of(LogEvent event) {
        return new EventKey(event.tenant(), event.id());
    }
}
