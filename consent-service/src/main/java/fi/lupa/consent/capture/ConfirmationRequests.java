// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.IdentifierType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks an address to confirm what waits for it: one link for each identifier, for an address confirms only what is its own. */
@ApplicationScoped
class ConfirmationRequests {

    private final ConfirmationTokens tokens;
    private final OutgoingMails mails;
    private final LinkSecrets secrets;

    ConfirmationRequests(ConfirmationTokens tokens, OutgoingMails mails, LinkSecrets secrets) {
        this.tokens = tokens;
        this.mails = mails;
        this.secrets = secrets;
    }

    /**
     * Queues the mails, or returns the link if the client delivers it: that of the first e-mail address, else of the first identifier.
     * Nobody is written to because of an import or a machine: that would be no person's wish.
     */
    @Nullable
    String request(Session session, CaptureFacts capture, List<Waiting> waiting) {
        List<List<Waiting>> byIdentifier = byIdentifier(waiting);
        if (capture.request().confirmation().byLupa()) {
            if (capture.act().byThePerson()) {
                byIdentifier.stream()
                        .filter(ConfirmationRequests::mailable)
                        .forEach(records -> mails.queue(session, records, link(session, records), capture));
            }
            return null;
        }
        return byIdentifier.stream()
                .filter(ConfirmationRequests::mailable)
                .findFirst()
                .or(() -> byIdentifier.stream().findFirst())
                .map(records -> link(session, records))
                .orElse(null);
    }

    private static List<List<Waiting>> byIdentifier(List<Waiting> waiting) {
        Map<List<Object>, List<Waiting>> grouped = new LinkedHashMap<>();
        waiting.forEach(record -> grouped.computeIfAbsent(
                        List.of(record.subject(), record.identifier().ref()), key -> new ArrayList<>())
                .add(record));
        return List.copyOf(grouped.values());
    }

    private static boolean mailable(List<Waiting> records) {
        return records.get(0).identifier().type() == IdentifierType.EMAIL;
    }

    private String link(Session session, List<Waiting> records) {
        Instant until =
                records.stream().map(Waiting::confirmBy).max(Instant::compareTo).orElseThrow();
        List<UUID> ids = records.stream().map(Waiting::recordId).toList();
        ConfirmationToken token = new ConfirmationToken(
                session.context().tenant(), records.get(0).subject().id(), until, ids);
        return secrets.url("c/" + tokens.write(token));
    }
}
