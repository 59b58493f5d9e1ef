// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a version of a catalogue entry; of its body only what {@link CatalogueKind} may show goes on. */
final class CatalogueReader implements EventReader {

    private static final String PREFIX = "catalogue.";

    @Override
    public LogEvent read(Envelope envelope, ObjectNode value) {
        Members entry = new Members(value);
        UUID tenant = entry.takeUuid("tenant", Rejection.TENANT_INVALID);
        String kind = entry.takeName("kind");
        if (!envelope.kind().equals(PREFIX + kind)) {
            throw new Refused(Rejection.ENVELOPE_CONTRADICTS);
        }
        String id = entry.takeName("id");
        String version = entry.takeName("version");
        envelope.requireKey(String.join(":", tenant.toString(), kind, id, version));
        Revision revision = new Revision(entry.takeNumber("epoch"), entry.takeNumber("ordinal"));
        Instant recordedAt = entry.takeTime("recordedAt");
        List<String> digests = entry.takeDigests();
        JsonNode body = value.path("body");
        About about = about(kind, id, body);
        ObjectNode details = details(entry.rest(), kind, body);
        details.put("id", id).put("version", version);
        return new LogEvent(
                tenant,
                envelope.requireId(),
                envelope.kind(),
                recordedAt,
                recordedAt,
                about,
                revision,
                envelope.source(),
                details,
                digests);
    }

    private static ObjectNode details(ObjectNode rest, String kind, JsonNode body) {
        rest.remove("body");
        CatalogueKind.of(kind).ifPresent(known -> rest.set("body", known.shownOf(body)));
        return rest;
    }

    private static About about(String kind, String id, JsonNode body) {
        List<String> concerns = kind.equals("controller") ? List.of(id) : controllers(body);
        String only = concerns.size() == 1 ? concerns.get(0) : null;
        String purpose = kind.equals("purpose") ? Members.name(body.path("key")) : null;
        return new About(only, null, purpose, null, null, null, concerns);
    }

    static List<String> controllers(JsonNode body) {
        List<String> names = new ArrayList<>();
        add(names, Members.name(body.path("controller")));
        body.path("controllers").forEach(controller -> add(names, Members.name(controller)));
        body.path("members").forEach(member -> add(names, Members.name(member.path("controller"))));
        return names.stream().distinct().sorted().toList();
    }

    private static void add(List<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }
}
