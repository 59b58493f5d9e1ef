// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens notices and makes the events that say so. */
@ApplicationScoped
class OpenNotices {

    private final NoticeRows rows;
    private final TellingConfig config;
    private final Ids ids;

    OpenNotices(NoticeRows rows, TellingConfig config, Ids ids) {
        this.rows = rows;
        this.config = config;
        this.ids = ids;
    }

    /** In which write something is told. */
    record Place(TenantId tenant, int epoch, Instant recordedAt) {}

    /** Keeps that a recipient has to be told, and returns the row for the journal. */
    JournalEntry open(
            Place place,
            Cause cause,
            String controller,
            DisclosedTo recipient,
            List<UUID> disclosures,
            @Nullable String subject) {
        Notice notice = new Notice(
                ids.next(),
                cause.event(),
                cause.about(),
                controller,
                recipient,
                cause.purpose(),
                disclosures,
                subject,
                place.recordedAt(),
                place.recordedAt().plus(config.acknowledgeWithin()),
                null);
        rows.insert(place.tenant(), notice);
        return entry(place, notice.id(), "recipient.told", told(place, notice));
    }

    /** The row that says that a notice was acknowledged. */
    JournalEntry acknowledged(Place place, Notice notice) {
        UUID event = ids.next();
        return entry(place, event, "recipient.acknowledged", head(place, event, "acknowledged", notice));
    }

    static ObjectNode told(Place place, Notice notice) {
        ObjectNode body = head(place, notice.id(), "told", notice);
        body.put("cause", notice.cause().toString());
        ArrayNode disclosures = body.putArray("disclosures");
        notice.disclosures().forEach(id -> disclosures.add(id.toString()));
        return body.put("subject", notice.subject()).put("dueAt", Timestamps.format(notice.dueAt()));
    }

    static ObjectNode head(Place place, UUID event, String kind, Notice notice) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.toString())
                .put("kind", kind)
                .put("tenant", place.tenant().toString())
                .put("notice", notice.id().toString())
                .put("about", notice.about().name())
                .put("controller", notice.controller());
        body.putObject("recipient")
                .put("kind", notice.recipient().kind().name())
                .put("key", notice.recipient().key());
        return body.put("purpose", notice.purpose()).put("recordedAt", Timestamps.format(place.recordedAt()));
    }

    private static JournalEntry entry(Place place, UUID event, String kind, ObjectNode body) {
        return new JournalEntry(
                place.tenant(),
                place.epoch(),
                event,
                kind,
                null,
                null,
                body.toString(),
                null,
                null,
                place.recordedAt());
    }
}
