// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import fi.lupa.consent.sql.Rows;
import fi.lupa.consent.sql.Together;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps which facts a receipt covers, in the transaction that records them. The receipt itself is written when it is asked for. */
@ApplicationScoped
public class ReceiptRegister {

    private static final String KEEP = """
            INSERT INTO receipt (tenant, id, subject, controller, language, events, recorded_at)
            SELECT r.tenant, r.id, r.subject, r.controller, r.language, r.events::uuid[], r.recorded_at
            FROM unnest(?, ?, ?, ?, ?, ?, ?) AS r (tenant, id, subject, controller, language, events, recorded_at)""";

    /**
     * A receipt to be.
     *
     * @param subject whose act it was
     * @param language the person's, if it is known
     * @param events the ids of the facts it covers
     */
    public record Covered(
            UUID id,
            SubjectId subject,
            String controller,
            @Nullable String language,
            List<UUID> events) {

        /** Keeps a copy. */
        public Covered {
            events = List.copyOf(events);
        }
    }

    /** Registers the receipt. */
    public void keep(CaptureContext context, Covered receipt) {
        keep(context, List.of(receipt));
    }

    /** Registers all the receipts of a write. */
    public void keep(CaptureContext context, List<Covered> receipts) {
        Together only = new Together();
        keep(context, receipts, only);
        context.run(only);
    }

    /** Registers them with other statements; those that make the rows of their subjects come before. */
    public static void keep(CaptureContext context, List<Covered> receipts, Together writes) {
        Rows rows = new Rows("uuid", "uuid", "text", "text", "text", "text", "timestamptz");
        for (Covered receipt : receipts) {
            rows.add(
                    context.tenant().value(),
                    receipt.id(),
                    receipt.subject().value(),
                    receipt.controller(),
                    receipt.language(),
                    receipt.events().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")),
                    Timestamps.format(context.recordedAt()));
        }
        writes.change(KEEP, rows);
    }
}
