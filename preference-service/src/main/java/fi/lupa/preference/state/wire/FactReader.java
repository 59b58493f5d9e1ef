// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Restriction;
import fi.lupa.preference.decision.domain.RightsRequest;
import fi.lupa.preference.decision.domain.Wish;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a state says beside the choices. What is not known yet counts as what stops more. */
final class FactReader {

    /** Requests that stop nothing while they are open. */
    private static final Set<String> HARMLESS_REQUESTS = Set.of("ACCESS", "PORTABILITY", "RECTIFICATION");

    private FactReader() {}

    static Objection objection(Members objection) {
        return new Objection(
                objection.text("id"),
                objection.text("controller"),
                Words.orElse(Objection.Scope.class, objection.text("scope"), Objection.Scope.ALL),
                Words.knownOrNull(Channel.class, objection.textOrNull("channel")),
                objection.textOrNull("purpose"),
                objection.textOrNull("topic"),
                objection.instant("at"),
                objection.instant("recordedAt"),
                objection.instantOrNull("liftedAt"));
    }

    static Contact contact(Members contact) {
        return new Contact(
                contact.text("controller"),
                Words.orElse(Contact.Kind.class, contact.textOrNull("kind"), Contact.Kind.UNKNOWN),
                Words.orElse(Contact.AgeBand.class, contact.textOrNull("ageBand"), Contact.AgeBand.UNKNOWN),
                contact.dateOrNull("nextBandOn"),
                contact.objectOrNull("source", FactReader::source),
                contact.texts("workProductGroups"),
                contact.zoneOrNull("timeZone"));
    }

    private static Contact.Source source(Members source) {
        return new Contact.Source(
                source.text("kind"), source.textOrNull("obtainedAt"), source.flag("disclosureBan", false));
    }

    static Relationship relationship(Members relationship) {
        return new Relationship(
                relationship.text("controller"),
                relationship.text("type"),
                relationship.dateOrNull("since"),
                relationship.dateOrNull("until"),
                relationship.texts("productGroups"),
                relationship.objectOrNull("contactDetail", FactReader::contactDetail),
                relationship.objectOrNull("mobile", FactReader::mobile));
    }

    private static Relationship.ContactDetail contactDetail(Members detail) {
        return new Relationship.ContactDetail(
                detail.flag("obtainedInSale", false), detail.flag("refusalOffered", false), detail.instantOrNull("at"));
    }

    private static Relationship.Mobile mobile(Members mobile) {
        boolean portingRequested = mobile.optionalText("portingRequestedAt").isPresent();
        return new Relationship.Mobile(mobile.flag("ownCustomer", false), portingRequested);
    }

    /** A channel that is not known here makes the whole state unreadable, because it excludes all others. */
    static Wish wish(Members wish) {
        return new Wish(
                wish.text("controller"),
                wish.instantOrNull("pausedUntil"),
                wish.texts("topicsOff"),
                onlyChannels(wish),
                wish.list("quietHours", QuietHoursReader::read),
                wish.list("caps", CountReader::cap));
    }

    /** The list stands over the single word, which says of several wishes only that no channel is left. */
    private static Set<Channel> onlyChannels(Members wish) {
        Set<String> words = wish.texts("onlyChannels");
        Stream<String> said = words.isEmpty() ? wish.optionalText("onlyChannel").stream() : words.stream();
        return said.map(word -> Words.known(Channel.class, word).orElseThrow(Members::broken))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Restriction restriction(Members restriction) {
        return new Restriction(
                restriction.text("controller"),
                Words.orElse(Restriction.Scope.class, restriction.textOrNull("scope"), Restriction.Scope.ALL),
                restriction.instantOrNull("from"),
                restriction.instantOrNull("until"));
    }

    static RightsRequest rightsRequest(Members request) {
        boolean harmless =
                request.optionalText("kind").filter(HARMLESS_REQUESTS::contains).isPresent();
        boolean completed = request.flag("completed", false)
                || request.optionalText("completedAt").isPresent();
        return new RightsRequest(request.text("controller"), !harmless, completed);
    }
}
