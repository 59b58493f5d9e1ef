// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.disclosure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens the disclosures of facts, a few at a time, so that neither a connection nor much memory waits for a slow reader. Nothing that is
 * opened goes anywhere but into the answer.
 */
@ApplicationScoped
class ReadDisclosures {

    private static final Logger LOG = Logger.getLogger(ReadDisclosures.class);
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final DisclosureRows rows;
    private final Vault vault;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    ReadDisclosures(
            Transactions transactions, DisclosureRows rows, Vault vault, ObjectMapper json, MeterRegistry meters) {
        this.transactions = transactions;
        this.rows = rows;
        this.vault = vault;
        this.json = json;
        this.meters = meters;
    }

    /** Returns the ids; throws INVALID_VALUE if there are none or too many. */
    static List<UUID> events(DisclosureRequest request) {
        int size = request.events().size();
        if (size < 1 || size > DisclosureRequest.MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/events", "OUT_OF_RANGE");
        }
        return request.events();
    }

    /** Writes one line for each id, in their order. */
    void write(Caller caller, List<UUID> events, OutputStream out) throws IOException {
        Map<String, Integer> results = new TreeMap<>();
        for (int from = 0; from < events.size(); from += AT_ONCE) {
            List<UUID> some = events.subList(from, Math.min(from + AT_ONCE, events.size()));
            for (DisclosureLine line : transactions.read(caller.tenant(), () -> lines(caller, some))) {
                out.write(text(line).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                results.merge(line.result(), 1, Integer::sum);
            }
        }
        results.forEach((result, count) ->
                meters.counter("lupa.disclosures.read", "result", result).increment(count));
        LOG.infof("Disclosures read: client=%s lines=%d results=%s", caller.client(), events.size(), results);
    }

    private List<DisclosureLine> lines(Caller caller, List<UUID> events) {
        Map<UUID, DisclosureRows.Row> found = rows.find(caller.tenant(), events, caller.controllers());
        Keys keys = new Keys(caller.tenant());
        return events.stream().map(event -> line(event, found.get(event), keys)).toList();
    }

    private DisclosureLine line(UUID event, DisclosureRows.@Nullable Row row, Keys keys) {
        if (row == null) {
            return DisclosureLine.missing(event, Missing.UNKNOWN);
        }
        Optional<SubjectId> gone =
                row.owners().stream().filter(owner -> keys.of(owner).isEmpty()).findFirst();
        if (gone.isEmpty() && row.sealed() != null) {
            return opened(event, row.owners(), keys, row.sealed());
        }
        if (row.sealed() == null && row.destroyedAt() == null) {
            return DisclosureLine.of(event, List.of());
        }
        return new DisclosureLine(
                event,
                null,
                gone.isPresent() ? Missing.ERASED : Missing.RETENTION,
                gone.map(keys::erasing).orElse(null),
                row.destroyedAt());
    }

    private DisclosureLine opened(UUID event, List<SubjectId> owners, Keys keys, byte[] sealed) {
        try {
            byte[] open = sealed;
            for (int i = owners.size() - 1; i >= 0; i--) {
                open = keys.of(owners.get(i)).orElseThrow().open(open, SealedUse.DISCLOSURES + event);
            }
            return DisclosureLine.of(event, json.readValue(open, TEXTS));
        } catch (IllegalStateException | IOException e) {
            LOG.errorf("Disclosures do not open: event=%s", event);
            return DisclosureLine.missing(event, Missing.UNREADABLE);
        }
    }

    private String text(DisclosureLine line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line cannot be written", null);
        }
    }

    /** The keys of the subjects of some facts, and where they went. */
    private final class Keys {

        private final TenantId tenant;
        private final Map<SubjectId, Optional<DataKey>> keys = new HashMap<>();
        private final Map<SubjectId, Optional<UUID>> erasing = new HashMap<>();

        Keys(TenantId tenant) {
            this.tenant = tenant;
        }

        Optional<DataKey> of(SubjectId subject) {
            return keys.computeIfAbsent(subject, id -> vault.key(tenant, id));
        }

        @Nullable
        UUID erasing(SubjectId subject) {
            return erasing.computeIfAbsent(subject, id -> rows.erasing(tenant, id))
                    .orElse(null);
        }
    }
}
