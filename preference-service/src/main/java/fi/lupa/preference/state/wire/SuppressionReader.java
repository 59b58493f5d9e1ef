// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.state.domain.Position;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the value of a suppressions record. Why an identifier stands on a list makes no difference to an answer. */
final class SuppressionReader {

    private static final Pattern BLOCK = Pattern.compile("[0-9a-f]{3}");

    private SuppressionReader() {}

    static SuppressionRecord read(JsonNode json) {
        Members suppression = new Members(json);
        TenantId tenant = new TenantId(Members.parsed(suppression.text("tenant"), UUID::fromString));
        String list = suppression.text("list");
        Position position = new Position(suppression.integer("epoch"), suppression.xid());
        Optional<String> block = suppression.optionalText("block");
        if (block.isEmpty()) {
            var place = new SuppressionRecord.Place(
                    tenant, list, SuppressionRecord.Place.NO_SLOT, SuppressionRecord.Place.CURRENT);
            return new SuppressionRecord(place, position, List.of(), Optional.of(current(suppression)));
        }
        String slot = suppression.optionalText("slot").orElse(SuppressionRecord.Place.NO_SLOT);
        var place = new SuppressionRecord.Place(tenant, list, slot, block.get());
        List<IdentifierKey> entries = suppression.list(
                "entries",
                entry -> Members.parsed(
                        entry.text("key"), text -> IdentifierKey.parse(entry.integer("keyVersion"), text)));
        boolean inPlace = BLOCK.matcher(block.get()).matches()
                && entries.stream().allMatch(key -> blockOf(key).equals(block.get()));
        if (!inPlace) {
            throw Members.broken();
        }
        return new SuppressionRecord(place, position, entries, Optional.empty());
    }

    /** The first twelve bits, as three hexadecimal digits. */
    static String blockOf(IdentifierKey key) {
        byte[] bytes = key.bytes();
        return "%02x%x".formatted(bytes[0], (bytes[1] >> 4) & 0xf);
    }

    private static SuppressionRecord.Current current(Members current) {
        return new SuppressionRecord.Current(
                current.text("slot"),
                current.integer("blocks"),
                current.integer("rows"),
                current.text("digest"),
                Members.parsed(current.text("asOf"), LocalDate::parse));
    }
}
