// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.retention.RetentionKind;
import fi.lupa.consent.retention.RetentionPolicies;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.ProofSeal;
import fi.lupa.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Seals what is kept of a person who is being erased; one proof for each controller that the person had said something to. */
@ApplicationScoped
public class SealedProofs {

    private final ProofRows rows;
    private final ProofSeal seal;
    private final ProofConfig config;
    private final RetentionPolicies policies;
    private final Ids ids;
    private final ObjectMapper json;

    SealedProofs(
            ProofRows rows,
            ProofSeal seal,
            ProofConfig config,
            RetentionPolicies policies,
            Ids ids,
            ObjectMapper json) {
        this.policies = policies;
        this.rows = rows;
        this.seal = seal;
        this.config = config;
        this.ids = ids;
        this.json = json;
    }

    /** Seals the proof, in the transaction of the erasure and before it; returns when the last of it is destroyed, or nothing if there is nothing to prove. */
    public Optional<Instant> keep(CaptureContext context, OpenSubject subject, UUID request) {
        List<ProofRows.Told> records = rows.records(context.tenant(), subject.id());
        List<Instant> dates = new ArrayList<>();
        for (String controller : controllers(subject, records)) {
            ProofContent content = content(context, subject, controller, records);
            Instant until = until(context, controller);
            UUID id = ids.next();
            ProofSeal.Sealed sealed = seal.seal(context.tenant(), subject.domain(), id, bytes(content));
            rows.insert(
                    context,
                    new ProofRows.Proof(id, controller, subject.domain(), sealed, context.recordedAt(), until),
                    request);
            dates.add(until);
        }
        return dates.stream().max(Instant::compareTo);
    }

    private Instant until(CaptureContext context, String controller) {
        Instant now = context.recordedAt();
        return policies.current(context.tenant(), controller, RetentionKind.SEALED_PROOF)
                .map(policy -> policy.keepFor().after(now))
                .orElseGet(
                        () -> now.atZone(ZoneOffset.UTC).plus(config.keptFor()).toInstant());
    }

    private static Set<String> controllers(OpenSubject subject, List<ProofRows.Told> records) {
        Set<String> controllers = new TreeSet<>();
        records.forEach(record -> controllers.add(record.controller()));
        subject.state().objections().forEach(objection -> controllers.add(objection.controller()));
        return controllers;
    }

    private static ProofContent content(
            CaptureContext context, OpenSubject subject, String controller, List<ProofRows.Told> records) {
        Stream<ProofContent.Identifier> identifiers = subject.identifiers().stream()
                .map(held -> new ProofContent.Identifier(
                        held.type().name(), held.key().version(), held.key().base64Url()));
        return new ProofContent(
                controller,
                context.recordedAt(),
                identifiers.toList(),
                records.stream()
                        .filter(record -> record.controller().equals(controller))
                        .map(ProofRows.Told::said)
                        .toList(),
                subject.state().objections().stream()
                        .filter(objection -> objection.controller().equals(controller))
                        .map(ProofContent.Objected::of)
                        .toList());
    }

    private byte[] bytes(ProofContent content) {
        try {
            return json.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a proof cannot be written", null);
        }
    }
}
