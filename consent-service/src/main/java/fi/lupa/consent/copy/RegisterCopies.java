// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.vault.DataKey;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives what a controller has on record about everybody, as it is at one moment. However many they are, a few people and a few facts are held at a
 * time. Who writes meanwhile does not wait, and whoever takes nothing of it for a while ends it.
 */
@ApplicationScoped
public class RegisterCopies {

    private static final int PEOPLE_AT_ONCE = 50;
    private static final int FACTS_AT_ONCE = 100;

    private final Transactions transactions;
    private final RegisterPeople people;
    private final CopyFacts facts;
    private final ObjectMapper json;
    private final InstantSource clock;

    RegisterCopies(
            Transactions transactions, RegisterPeople people, CopyFacts facts, ObjectMapper json, InstantSource clock) {
        this.transactions = transactions;
        this.people = people;
        this.facts = facts;
        this.json = json;
        this.clock = clock;
    }

    /** Throws TOO_MANY_REQUESTS while somebody is given the register; within a transaction. */
    public void requireFree(TenantId tenant, String controller) {
        transactions.holdAtOnce(tenant, lock(controller));
    }

    private static byte[] lock(String controller) {
        return Transactions.lockNamed("register:" + controller);
    }

    /**
     * Writes the register, a JSON object a line, outside of any transaction; returns how many people are in it. The last line is written once all was
     * read, and read at one moment.
     */
    public long write(RegisterCopy asked, OutputStream out) throws IOException {
        RegisterLines lines = new RegisterLines(json, out);
        read(asked, lines);
        return lines.last();
    }

    private void read(RegisterCopy asked, RegisterLines lines) throws IOException {
        Instant at = Timestamps.truncate(clock.instant());
        try {
            transactions.snapshot(asked.tenant(), lock(asked.controller()), asked.idle(), asked.within(), () -> {
                try {
                    all(asked, at, lines);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void all(RegisterCopy asked, Instant at, RegisterLines lines) throws IOException {
        lines.first(asked, at);
        RegisterPeople.Page page = people.page(asked, "", PEOPLE_AT_ONCE);
        write(asked, page, lines);
        while (page.last() != null) {
            page = people.page(asked, page.last(), PEOPLE_AT_ONCE);
            write(asked, page, lines);
        }
    }

    private void write(RegisterCopy asked, RegisterPeople.Page page, RegisterLines lines) throws IOException {
        Map<SubjectId, Optional<DataKey>> keys = RegisterPeople.keys(page.members());
        List<UUID> all = page.members().stream()
                .flatMap(member -> member.events().stream())
                .toList();
        Facts ahead = new Facts(asked, all, keys);
        for (RegisterPeople.Member member : page.members()) {
            lines.begin(member);
            for (UUID event : member.events()) {
                lines.fact(ahead.take(event));
            }
            lines.end();
        }
    }

    /** The facts of a page in the order in which they are written, opened a few ahead. */
    private final class Facts {

        private final RegisterCopy asked;
        private final List<UUID> events;
        private final Map<SubjectId, Optional<DataKey>> keys;
        private final Map<String, CopiedFact> opened = new HashMap<>();
        private int next;

        Facts(RegisterCopy asked, List<UUID> events, Map<SubjectId, Optional<DataKey>> keys) {
            this.asked = asked;
            this.events = events;
            this.keys = keys;
        }

        CopiedFact take(UUID event) {
            if (opened.isEmpty()) {
                List<UUID> some = events.subList(next, Math.min(next + FACTS_AT_ONCE, events.size()));
                next += some.size();
                facts.open(asked.tenant(), some, keys)
                        .forEach(fact -> opened.put(fact.fact().path("id").asText(), fact));
            }
            CopiedFact fact = opened.remove(event.toString());
            if (fact == null) {
                throw new IllegalStateException("a recorded fact is gone");
            }
            return fact;
        }
    }
}
