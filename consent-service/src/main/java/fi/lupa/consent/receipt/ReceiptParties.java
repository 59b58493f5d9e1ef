// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;

/** Who is who in a receipt. What TS 27560 demands and nobody has registered is said to be missing, never left out. */
@ApplicationScoped
class ReceiptParties {

    private static final String NONE = "lupa:None";

    private final ReceiptNames names;

    ReceiptParties(ReceiptNames names) {
        this.names = names;
    }

    ArrayNode controllers(ReadReceipt.Account account, ReceiptLanguage language) {
        ArrayNode all = Ld.list();
        account.controllers().forEach((key, body) -> all.add(controller(key, body, language)));
        return all;
    }

    private ObjectNode controller(String key, JsonNode body, ReceiptLanguage language) {
        ObjectNode party = Ld.typed("dpv:Organisation", "dpv:DataController");
        party.put("@id", names.controller(key));
        party.put("dct:identifier", key);
        party.put("dpv:hasName", body.path("legalName").asText(key));
        String businessId = body.path("businessId").textValue();
        if (businessId != null) {
            party.put("dpv:hasIdentifier", businessId);
        }
        party.put("dpv:hasAddress", said(body, "address", language));
        party.put("dpv:hasContact", said(body, "contact", language));
        return party;
    }

    /** How the controller is reached, or that nobody has said. */
    String contact(ReadReceipt.Account account, ReceiptLanguage language) {
        return account.bodies().stream()
                .findFirst()
                .map(body -> said(body, "contact", language))
                .orElseGet(() -> language.text("unregistered"));
    }

    private static String said(JsonNode body, String member, ReceiptLanguage language) {
        return body.path(member).asText(language.text("unregistered"));
    }

    /** Who receives the data (GDPR 4(9)); if nobody does, that. */
    ArrayNode recipients(ReadReceipt.Account account) {
        ArrayNode all = Ld.list();
        account.consent().path("disclosedTo").forEach(name -> all.add(thirdParty(name.asText())));
        JsonNode notice = account.notice();
        if (notice != null) {
            notice.path("partners").forEach(name -> all.add(thirdParty(name.asText())));
        }
        if (account.processor() != null) {
            all.add(Ld.ref(names.processor(account.processor())));
        }
        if (all.isEmpty()) {
            all.add(Ld.ref(NONE));
        }
        return all;
    }

    private ObjectNode thirdParty(String key) {
        ObjectNode party = Ld.typed("dpv:ThirdParty");
        return party.put("@id", names.partner(key)).put("dct:identifier", key);
    }

    /** The processor that recorded it for the controller; an empty list if the controller did so itself. */
    ArrayNode processors(ReadReceipt.Account account) {
        String client = account.processor();
        if (client == null) {
            return Ld.list();
        }
        ObjectNode party = Ld.typed("dpv:Organisation", "dpv:DataProcessor");
        return Ld.list(party.put("@id", names.processor(client)).put("dct:identifier", client));
    }
}
