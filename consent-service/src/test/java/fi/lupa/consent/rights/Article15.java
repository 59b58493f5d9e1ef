// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.rights;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What a copy has to hold by GDPR 15(1), and where. */
final class Article15 {

    static final Map<String, String> MANDATORY = Map.ofEntries(
            Map.entry("controller", "/dpv:hasDataController/0/dpv:hasName"),
            Map.entry("controller's contact", "/dpv:hasDataController/0/dpv:hasContact"),
            Map.entry("data protection officer", "/dpv:hasDataController/0/lupa:dataProtectionOfficer"),
            Map.entry("(a) purposes", "/dpv:hasProcess/0/dpv:hasPurpose"),
            Map.entry("(a) basis", "/dpv:hasProcess/0/lupa:basis"),
            Map.entry("(b) categories of data", "/dpv:hasDataSubject/0/dpv:hasPersonalData/0/@type"),
            Map.entry("(c) recipients", "/dpv:hasRecipient/0"),
            Map.entry("(d) how long a consent holds", "/dpv:hasProcess/0/lupa:validity"),
            Map.entry("(d) how long evidence is kept", "/dpv:hasStorageCondition/1/dpv:hasDuration"),
            Map.entry("(e) rectification", "/dpv:hasRight/0"),
            Map.entry("(e) objection", "/dpv:hasRight/4"),
            Map.entry("(f) complaint", "/dpv:hasAuthority/0"),
            Map.entry("(g) source", "/dpv:hasDataSubject/0/dpv:hasPersonalData/0/lupa:origin"),
            Map.entry("(h) automated decisions", "/lupa:automatedDecisions"),
            Map.entry("(3) the data", "/dpv:hasDataSubject/0/dpv:hasPersonalData/0/rdf:value"),
            Map.entry("(3) what stands", "/dpv:hasDataSubject/0/lupa:asItStands/@value/choices"),
            Map.entry("(3) recordings", "/dpv:hasDataSubject/0/lupa:recordings/0"),
            Map.entry("(3) texts shown", "/dpv:hasNotice/0/lupa:body"),
            Map.entry("(3) what was recorded", "/dpv:hasRecordOfActivity"));

    private Article15() {}

    static List<String> missing(JsonNode copy) {
        return MANDATORY.entrySet().stream()
                .filter(field -> isNothing(copy.at(field.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.asText().isBlank());
    }

    /** The same copy with this one thing blanked, so that nothing else moves. */
    static ObjectNode without(ObjectNode copy, String pointer) {
        ObjectNode less = copy.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = less.at(at.head());
        String last = at.last().getMatchingProperty();
        if (parent.isArray()) {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent)
                    .setNull(at.last().getMatchingIndex());
        } else {
            ((ObjectNode) parent).remove(last);
        }
        return less;
    }
}
