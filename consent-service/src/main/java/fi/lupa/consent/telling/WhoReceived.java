// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says who received what about a person from a controller (GDPR 15(1)(c)), in the transaction in progress. */
@ApplicationScoped
public class WhoReceived {

    private static final int AT_ONCE = 500;

    private final LedgerRows ledger;

    WhoReceived(LedgerRows ledger) {
        this.ledger = ledger;
    }

    /**
     * Somebody who received something.
     *
     * @param kind whether a partner, another controller or a processor
     */
    public record Received(
            UUID id,
            String kind,
            String recipient,
            @Nullable String purpose,
            List<String> data,
            Instant at) {

        /** Keeps a copy. */
        public Received {
            data = List.copyOf(data);
        }
    }

    /** Returns all of it, oldest first. */
    public List<Received> of(TenantId tenant, SubjectId person, String controller) {
        List<Received> all = new ArrayList<>();
        UUID after = new UUID(0, 0);
        List<LedgerEntry> some;
        do {
            some = ledger.of(tenant, person, Set.of(controller), after, AT_ONCE);
            for (LedgerEntry entry : some) {
                after = entry.id();
                all.add(new Received(
                        entry.id(),
                        entry.disclosedTo().kind().name(),
                        entry.disclosedTo().key(),
                        entry.purpose(),
                        entry.data(),
                        entry.at()));
            }
        } while (some.size() == AT_ONCE);
        return all;
    }
}
