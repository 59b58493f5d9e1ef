// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.capture.Language;
import fi.lupa.consent.receipt.DpvTerms;
import fi.lupa.consent.receipt.Ld;
import fi.lupa.consent.receipt.ReceiptConfig;
import fi.lupa.consent.receipt.ReceiptNames;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes all of a copy but its facts: what GDPR 15(1) and (2) want said. Within a transaction. */
@ApplicationScoped
class CopyHead {

    /** Rectification, erasure, restriction, portability, objection, withdrawal. */
    private static final List<String> RIGHTS = List.of("A16", "A17", "A18", "A20", "A21", "A7-3");

    private final CataloguePart catalogue;
    private final PersonPart people;
    private final ReceiptNames names;
    private final ReceiptConfig config;

    CopyHead(CataloguePart catalogue, PersonPart people, ReceiptNames names, ReceiptConfig config) {
        this.catalogue = catalogue;
        this.people = people;
        this.names = names;
        this.config = config;
    }

    ObjectNode write(PersonalCopy.Asked asked, List<Person> found, Language language, Instant now) {
        String id = asked.request().toString();
        ObjectNode head = Ld.object();
        head.set("@context", DpvTerms.context());
        head.put("@id", names.home() + "v1/rights-requests/" + id + "/copy").put("@type", "dpv:RightExerciseRecord");
        head.put("dct:identifier", id).put("dct:language", language.tag());
        head.set("dct:created", Ld.time(Timestamps.format(now)));
        head.set("dpv:hasDataController", Ld.list(catalogue.controller(asked.tenant(), asked.controller(), now)));
        head.set("dpv:hasDataSubject", subjects(found, asked.ownWordsOnly()));
        if (!asked.erased().isEmpty()) {
            ArrayNode told = head.putArray("lupa:erased");
            asked.erased().forEach(one -> told.add(Ld.text(language.tag(), one.in(language))));
        }
        if (asked.ownWordsOnly()) {
            head.set("dpv:hasRight", Ld.list(right("A20")));
        } else {
            access(head, asked, found);
        }
        return head;
    }

    private ArrayNode subjects(List<Person> found, boolean ownWordsOnly) {
        return Ld.list(
                found.stream().map(person -> people.write(person, ownWordsOnly)).toList());
    }

    private void access(ObjectNode head, PersonalCopy.Asked asked, List<Person> found) {
        TenantId tenant = asked.tenant();
        head.set("dpv:hasProcess", catalogue.purposes(tenant, asked.controller()));
        head.set("dpv:hasRecipient", recipients(tenant, asked.controller(), found));
        ArrayNode told = head.putArray("lupa:told");
        found.forEach(person -> people.told(person, told));
        head.set(
                "dpv:hasNotice",
                notices(
                        tenant,
                        found.stream()
                                .flatMap(person -> person.survey().notices().stream())
                                .collect(Collectors.toSet())));
        head.set("dpv:hasStorageCondition", storage());
        rights(head);
    }

    /** Where and how long it is kept (GDPR 15(1)(d)): a consent by its purpose's validity, its proof so much longer. */
    private ArrayNode storage() {
        ObjectNode place = Ld.typed("dpv:StorageLocation");
        ArrayNode places = place.putArray("dpv:hasLocation");
        config.storageLocations().forEach(one -> places.add(Ld.ref("loc:" + one)));
        ObjectNode deletion = Ld.typed("dpv:StorageDeletion");
        deletion.set("dpv:hasDuration", Ld.typed("dpv:TemporalDuration").put("rdf:value", config.evidenceRetention()));
        return Ld.list(place, deletion);
    }

    private void rights(ObjectNode head) {
        ArrayNode rights = head.putArray("dpv:hasRight");
        RIGHTS.forEach(article -> rights.add(right(article)));
        ObjectNode complaint = Ld.typed("dpv:DataSubjectRight", "eu-gdpr:A77");
        complaint.set("dpv:isExercisedAt", Ld.ref(config.authorityUrl().toString()));
        rights.add(complaint);
        head.set("dpv:hasAuthority", Ld.list(Ld.ref("legal-fi:" + config.authority())));
        head.put("lupa:automatedDecisions", "CONTACT_RULES_ONLY");
    }

    private ObjectNode right(String article) {
        ObjectNode right = Ld.typed("dpv:DataSubjectRight", "eu-gdpr:" + article);
        right.set("dpv:isExercisedAt", Ld.ref(names.home()));
        return right;
    }

    /** Who was given the data, and who records them for the controller. */
    private ArrayNode recipients(TenantId tenant, String controller, List<Person> found) {
        ArrayNode all = Ld.list();
        found.forEach(person -> people.recipients(person, all));
        Set<String> clients = found.stream()
                .flatMap(person -> person.survey().clients().stream())
                .collect(Collectors.toSet());
        clients.stream()
                .filter(client -> catalogue.isProcessor(tenant, client, controller))
                .sorted()
                .forEach(client -> all.add(Ld.typed("dpv:DataProcessor")
                        .put("@id", names.processor(client))
                        .put("dct:identifier", client)));
        return all;
    }

    private ArrayNode notices(TenantId tenant, Collection<Survey.Shown> shown) {
        ArrayNode all = Ld.list();
        shown.stream()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .forEach(one -> catalogue.notice(tenant, one).ifPresent(all::add));
        return all;
    }
}
