// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A registered receipt with the facts it covers, in the order of the journal. */
record Receipt(UUID id, String controller, ReceiptLanguage language, Instant recordedAt, List<JsonNode> facts) {

    /** Keeps a copy. */
    Receipt {
        facts = List.copyOf(facts);
    }
}
