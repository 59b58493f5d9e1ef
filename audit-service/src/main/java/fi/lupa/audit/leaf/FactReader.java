// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a fact about one subject. Kinds and members it does not know are taken as they are. */
final class FactReader implements EventReader {

    @Override
    public LogEvent read(Envelope envelope, ObjectNode value) {
        Members fact = new Members(value);
        UUID tenant = fact.takeUuid("tenant", Rejection.TENANT_INVALID);
        UUID id = fact.takeUuid("id", Rejection.ID_INVALID);
        String kind = fact.takeName("kind");
        if (!kind.equals(envelope.kind()) || !id.equals(envelope.id())) {
            throw new Refused(Rejection.ENVELOPE_CONTRADICTS);
        }
        String subject = fact.takeSubject("subject");
        envelope.requireKey(tenant + ":" + subject);
        Revision revision = new Revision(fact.takeNumber("epoch"), fact.takeNumber("revision"));
        Instant recordedAt = fact.takeTime("recordedAt");
        Instant at = fact.takeTimeOrNull("at");
        About about = about(subject, fact.takeNameOrNull("controller"), value);
        List<String> digests = fact.takeDigests();
        Instant happenedAt = at == null ? recordedAt : at;
        return new LogEvent(
                tenant, id, kind, happenedAt, recordedAt, about, revision, envelope.source(), fact.rest(), digests);
    }

    private static About about(String subject, @Nullable String controller, ObjectNode value) {
        JsonNode act = value.has("consent") ? value.path("consent") : value.path("objection");
        return new About(
                controller,
                subject,
                Members.name(act.path("purpose")),
                Members.name(act.path("channel")),
                Members.name(act.path("basis")),
                policy(Members.name(act.path("notice").path("sha256"))),
                controller == null ? List.of() : List.of(controller));
    }

    private static @Nullable String policy(@Nullable String sha256) {
        if (sha256 != null && !Forms.isSha256(sha256)) {
            throw new Refused(Rejection.DIGESTS_INVALID);
        }
        return sha256;
    }
}
