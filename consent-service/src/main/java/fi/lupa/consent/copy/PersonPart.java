// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.receipt.DpvTerms;
import fi.lupa.consent.receipt.Ld;
import fi.lupa.consent.receipt.ReceiptNames;
import fi.lupa.consent.telling.WhatWasTold;
import fi.lupa.consent.telling.WhoReceived;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes who somebody is, what stands about them, and who received it. */
@ApplicationScoped
class PersonPart {

    private final ReceiptNames names;

    PersonPart(ReceiptNames names) {
        this.names = names;
    }

    ObjectNode write(Person person, boolean ownWordsOnly) {
        ObjectNode subject = Ld.typed("dpv:DataSubject");
        subject.put("dct:identifier", person.id().value());
        ArrayNode identifiers = subject.putArray("dpv:hasPersonalData");
        person.identifiers().forEach(identifier -> identifiers.add(identifier(person, identifier)));
        if (!ownWordsOnly) {
            subject.set("lupa:asItStands", Literals.json(person.standing()));
            subject.set("lupa:recordings", Ld.list(person.survey().recordings()));
        }
        return subject;
    }

    private static ObjectNode identifier(Person person, Person.Identifier identifier) {
        ObjectNode data = Ld.typed(DpvTerms.personalData(identifier.type()));
        data.put("lupa:identifierType", identifier.type()).put("lupa:reference", identifier.ref());
        String value = identifier.value();
        if (value != null) {
            data.put("rdf:value", value);
            person.survey().origin(identifier.type(), value).ifPresent(origin -> data.set("lupa:origin", origin));
        }
        return data;
    }

    /** What recipients were told since, and whether they have said that they know (GDPR 19). */
    void told(Person person, ArrayNode to) {
        for (WhatWasTold.Told told : person.told()) {
            ObjectNode one = Ld.object();
            one.put("dct:identifier", told.recipient()).put("lupa:recipientKind", told.kind());
            one.put("lupa:about", told.about());
            one.set("dct:date", Ld.time(Timestamps.format(told.at())));
            if (told.acknowledgedAt() != null) {
                one.set("lupa:acknowledged", Ld.time(Timestamps.format(told.acknowledgedAt())));
            }
            to.add(one);
        }
    }

    void recipients(Person person, ArrayNode to) {
        for (WhoReceived.Received received : person.received()) {
            ObjectNode party = Ld.typed("dpv:ThirdParty");
            party.put("@id", names.partner(received.recipient())).put("dct:identifier", received.recipient());
            party.put("lupa:recipientKind", received.kind());
            party.set("dct:date", Ld.time(Timestamps.format(received.at())));
            ArrayNode data = party.putArray("lupa:data");
            received.data().forEach(data::add);
            if (received.purpose() != null) {
                party.put("lupa:purpose", received.purpose());
            }
            to.add(party);
        }
    }
}
