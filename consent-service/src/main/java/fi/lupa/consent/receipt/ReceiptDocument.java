// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Writes the receipt: its head, then one record for each consent and for each right that was exercised. */
@ApplicationScoped
class ReceiptDocument {

    private final ReceiptNames names;
    private final ConsentRecordPart consents;
    private final RightRecordPart rights;

    ReceiptDocument(ReceiptNames names, ConsentRecordPart consents, RightRecordPart rights) {
        this.names = names;
        this.consents = consents;
        this.rights = rights;
    }

    ObjectNode write(Receipt receipt, List<ReadReceipt.Account> accounts) {
        ObjectNode document = Ld.object();
        document.set("@context", DpvTerms.context());
        document.put("@id", names.receipt(receipt.id().toString()));
        document.put("@type", "dpv:ConsentReceipt");
        document.set("dct:conformsTo", Ld.ref(DpvTerms.RECEIPT_PROFILE));
        document.put("dct:identifier", receipt.id().toString());
        document.set("dct:created", Ld.time(Timestamps.format(receipt.recordedAt())));
        document.put("dct:language", receipt.language().tag());
        document.set("dct:publisher", Ld.ref(names.controller(receipt.controller())));
        document.set(
                "dpv:hasRecordOfActivity",
                Ld.list(accounts.stream()
                        .map(account -> account.consent().isObject()
                                ? consents.write(account, receipt.language())
                                : rights.write(account, receipt.language()))
                        .toList()));
        return document;
    }
}
