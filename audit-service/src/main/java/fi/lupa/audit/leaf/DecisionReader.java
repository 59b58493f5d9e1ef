// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads an event about decisions. Only the tenant is asked of the value, all else is taken as it is. */
final class DecisionReader implements EventReader {

    @Override
    public LogEvent read(Envelope envelope, ObjectNode value) {
        Members event = new Members(value);
        UUID tenant = event.takeUuid("tenant", Rejection.TENANT_INVALID);
        UUID id = envelope.requireId();
        Instant at = Members.time(envelope.time());
        String controller = event.takeNameOrNull("controller");
        String subject = value.path("subject").isTextual() ? event.takeSubject("subject") : null;
        About about = new About(
                controller,
                subject,
                event.takeNameOrNull("purpose"),
                event.takeNameOrNull("channel"),
                null,
                null,
                controller == null ? List.of() : List.of(controller));
        List<String> digests = event.takeDigests();
        return new LogEvent(tenant, id, envelope.kind(), at, at, about, null, envelope.source(), event.rest(), digests);
    }
}
