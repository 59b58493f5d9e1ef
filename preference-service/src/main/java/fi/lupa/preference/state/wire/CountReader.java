// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.decision.domain.CalendarSpan;
import fi.lupa.preference.decision.domain.Cap;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.state.domain.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads how much was sent to a subject, and how much may be. */
final class CountReader {

    private CountReader() {}

    static ContactCount read(JsonNode json) {
        Members count = new Members(json);
        SubjectKey key = new SubjectKey(
                new TenantId(Members.parsed(count.text("tenant"), UUID::fromString)),
                Members.parsed(count.text("subject"), SubjectId::parse));
        if (!count.names().contains("counts")) {
            throw Members.broken();
        }
        List<Optional<Sendings.Day>> days = count.list("counts", CountReader::day);
        return new ContactCount(
                key,
                new Position(count.integer("epoch"), count.xid()),
                days.stream().flatMap(Optional::stream).toList());
    }

    /** A channel that is not known here cannot be asked about here, and no cap of ours is on it. */
    private static Optional<Sendings.Day> day(Members counted) {
        LocalDate day = Members.parsed(counted.text("day"), LocalDate::parse);
        int sent = counted.integer("sent");
        String controller = counted.text("controller");
        return Words.known(Channel.class, counted.text("channel"))
                .map(channel -> new Sendings.Day(controller, channel, day, sent));
    }

    static Cap cap(Members cap) {
        return new Cap(
                Words.allKnown(Channel.class, cap.texts("channels")),
                cap.integer("max"),
                Members.parsed(cap.text("per"), CalendarSpan::parse));
    }
}
