// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that ISO/IEC TS 27560 makes mandatory, by where a receipt of one record has them. */
final class ReceiptProfile {

    private static final String RECORD = "/dpv:hasRecordOfActivity/0";
    private static final String PROCESS = RECORD + "/dpv:hasProcess/0";
    private static final String EVENT = RECORD + "/dpv:hasConsentStatus/0";

    static final Map<String, String> MANDATORY = mandatory();

    private ReceiptProfile() {}

    private static Map<String, String> mandatory() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("schemaVersion (receipt)", "/dct:conformsTo/@id");
        fields.put("schemaVersion (record)", RECORD + "/dct:conformsTo/@id");
        fields.put("receiptId", "/dct:identifier");
        fields.put("createdAt", "/dct:created/@value");
        fields.put("records", "/dpv:hasRecordOfActivity");
        fields.put("recordId", RECORD + "/dct:identifier");
        fields.put("subjectId", RECORD + "/dpv:hasDataSubject/dct:identifier");
        fields.put("notice.id", RECORD + "/dpv:hasNotice/0/@id");
        fields.put("notice.version", RECORD + "/dpv:hasNotice/0/dct:hasVersion");
        fields.put("notice.language", RECORD + "/dpv:hasNotice/0/dct:language");
        fields.put("process.purposeId", PROCESS + "/dpv:hasPurpose/0/@id");
        fields.put("process.personalData", PROCESS + "/dpv:hasPersonalData/0/@type");
        fields.put("storageLocations", PROCESS + "/dpv:hasStorageCondition/0/dpv:hasLocation/0/@id");
        fields.put("retention", PROCESS + "/dpv:hasStorageCondition/1/dpv:hasDuration/rdf:value");
        fields.put("deletion", PROCESS + "/dpv:hasStorageCondition/2/dpv:hasDuration/rdf:value");
        fields.put("recipients", PROCESS + "/dpv:hasRecipient/0/@id");
        fields.put("jurisdiction", RECORD + "/dpv:hasJurisdiction/0/@id");
        fields.put("controller.id", RECORD + "/dpv:hasDataController/0/@id");
        fields.put("controller.name", RECORD + "/dpv:hasDataController/0/dpv:hasName");
        fields.put("controller.address", RECORD + "/dpv:hasDataController/0/dpv:hasAddress");
        fields.put("controller.contact", RECORD + "/dpv:hasDataController/0/dpv:hasContact");
        fields.put("controller.role", RECORD + "/dpv:hasDataController/0/@type/1");
        fields.put("withdrawal.url", RECORD + "/dpv:hasConsentControl/0/dpv:isExercisedAt/@id");
        fields.put("withdrawal.methods", RECORD + "/dpv:hasConsentControl/0/dct:description/@value");
        fields.put("event.state", EVENT + "/@type/0");
        fields.put("event.type", EVENT + "/@type/1");
        fields.put("event.at", EVENT + "/dpv:isIndicatedAtTime/@value");
        fields.put("event.validity", EVENT + "/dpv:hasDuration/rdf:value");
        fields.put("event.actor", EVENT + "/dpv:isIndicatedBy/@id");
        return fields;
    }

    /** The mandatory fields that a receipt does not have. */
    static List<String> missing(JsonNode receipt) {
        return MANDATORY.entrySet().stream()
                .filter(field -> isEmpty(receipt.at(field.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() ? node.isEmpty() : node.asText().isBlank());
    }

    /** The same receipt without what stands at this place. */
    static ObjectNode without(ObjectNode receipt, String pointer) {
        ObjectNode copy = receipt.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(name));
        } else {
            ((ObjectNode) parent).remove(name);
        }
        return copy;
    }
}
