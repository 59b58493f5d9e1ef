// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of catalogue entries and the members of each that name no person, so that a line of the log may show them. */
enum CatalogueKind {
    CONTROLLER(
            "controller",
            "key legalName businessId defaultRegion timeZone languages productGroups policies identityDomain ownClients"),
    PURPOSE(
            "purpose",
            "controller key category channels basis legalDuty validity doubleOptIn confirmWithin reminders minimumAge"
                    + " childDirected topics ownOffersOnly refusalInEveryMessage flags title retired"),
    NOTICE("notice", "effectiveFrom changeClass affects onMaterial controllers partners actionUrl transfers defects"),
    MANDATE("mandate", "processor controller purposes channels rights from until"),
    GROUP("group", "key members sharedRegister"),
    ARRANGEMENT("arrangement", "key controllers purposes from until essenceUrl"),
    PARTNER("partner", "key from until");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // Made by Set.of, which cannot be changed.
    private final Set<String> shown;

    CatalogueKind(String word, String shown) {
        this.word = word;
        this.shown = Set.of(shown.split(" ", -1));
    }

    static Optional<CatalogueKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** Returns the part of the body that may be shown; of the texts of a notice only their hashes. */
    ObjectNode shownOf(JsonNode body) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(member -> {
            if (shown.contains(member.getKey())) {
                part.set(member.getKey(), member.getValue());
            }
        });
        if (this == NOTICE) {
            ObjectNode texts = part.putObject("texts");
            body.path("texts").properties().forEach(text -> texts.putObject(text.getKey())
                    .put("sha256", Members.name(text.getValue().path("sha256"))));
        }
        return part;
    }
}
