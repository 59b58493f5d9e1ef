// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes copies of what a controller has on record about people. However much that is, only a few facts are held at a time. Nothing that is opened
 * goes anywhere but into the copy.
 */
@ApplicationScoped
public class PersonalCopies {

    private final Transactions transactions;
    private final CopyPeople people;
    private final CopyFacts facts;
    private final CopyHead heads;
    private final FactPart parts;
    private final Means means;

    PersonalCopies(
            Transactions transactions,
            CopyPeople people,
            CopyFacts facts,
            CopyHead heads,
            FactPart parts,
            Means means) {
        this.transactions = transactions;
        this.people = people;
        this.facts = facts;
        this.heads = heads;
        this.parts = parts;
        this.means = means;
    }

    /** What copies need besides. */
    @Dependent
    static class Means {

        private final ObjectMapper json;
        private final InstantSource clock;

        Means(ObjectMapper json, InstantSource clock) {
            this.json = json;
            this.clock = clock;
        }
    }

    /** Reads all of a copy but its facts, outside of any transaction. */
    public PersonalCopy prepare(PersonalCopy.Asked asked) {
        TenantId tenant = asked.tenant();
        List<Person> found = transactions.read(tenant, () -> asked.people().stream()
                .flatMap(person -> people.read(tenant, person, asked.controller()).stream())
                .toList());
        found.forEach(person -> survey(tenant, person));
        Language language = Optional.ofNullable(asked.language()).orElseGet(() -> language(found));
        Instant now = Timestamps.truncate(means.clock.instant());
        List<UUID> events =
                found.stream().flatMap(person -> person.events().stream()).toList();
        return new PersonalCopy(
                asked, language, events, transactions.read(tenant, () -> heads.write(asked, found, language, now)));
    }

    private static Language language(List<Person> found) {
        return Language.of(found.stream()
                .map(Person::language)
                .filter(said -> said != null)
                .findFirst()
                .orElse(null));
    }

    private void survey(TenantId tenant, Person person) {
        try {
            facts.each(tenant, person.events(), person.survey()::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the copy as JSON-LD; its last member says how many facts it holds. */
    public void writeLinkedData(PersonalCopy copy, OutputStream out) throws IOException {
        JsonGenerator json = generator(out);
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> member : copy.head().properties()) {
            json.writeFieldName(member.getKey());
            json.writeTree(member.getValue());
        }
        writeFacts(json, copy.asked().tenant(), copy.events(), copy.asked().ownWordsOnly());
        json.writeEndObject();
        json.flush();
    }

    private JsonGenerator generator(OutputStream out) throws IOException {
        return means.json.getFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private void writeFacts(JsonGenerator json, TenantId tenant, List<UUID> events, boolean ownWordsOnly)
            throws IOException {
        int[] written = {0};
        json.writeArrayFieldStart("dpv:hasRecordOfActivity");
        facts.each(tenant, events, fact -> {
            if (!ownWordsOnly || fact.givenByThePerson()) {
                json.writeTree(parts.write(fact, ownWordsOnly));
                written[0]++;
            }
        });
        json.writeEndArray();
        json.writeNumberField("lupa:records", written[0]);
    }
}
