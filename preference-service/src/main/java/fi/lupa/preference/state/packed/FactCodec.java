// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.packed;

import fi.lupa.preference.decision.domain.Contact;
import fi.lupa.preference.decision.domain.Objection;
import fi.lupa.preference.decision.domain.Relationship;
import fi.lupa.preference.decision.domain.Restriction;
import fi.lupa.preference.decision.domain.RightsRequest;
import java.time.ZoneId;
import java.util.List;

/** Packs what a state says beside choices and wishes. Each pair of methods names the same components in the same order. */
final class FactCodec {

    private static final List<Objection.Scope> OBJECTED = List.of(Objection.Scope.values());
    private static final List<Contact.Kind> KINDS = List.of(Contact.Kind.values());
    private static final List<Contact.AgeBand> AGES = List.of(Contact.AgeBand.values());
    private static final List<Restriction.Scope> RESTRICTED = List.of(Restriction.Scope.values());

    private FactCodec() {}

    static void objection(PackedOut out, Objection objection) {
        out.text(objection.id());
        out.word(objection.controller());
        out.choice(OBJECTED, objection.scope());
        out.choice(ChoiceCodec.CHANNELS, objection.channel());
        out.word(objection.purpose());
        out.word(objection.topic());
        out.time(objection.at());
        out.time(objection.recordedAt());
        out.time(objection.liftedAt());
    }

    static Objection objection(PackedIn in) {
        return new Objection(
                in.text(),
                in.word(),
                in.choice(OBJECTED),
                in.choiceOrNull(ChoiceCodec.CHANNELS),
                in.wordOrNull(),
                in.wordOrNull(),
                in.time(),
                in.time(),
                in.timeOrNull());
    }

    static void contact(PackedOut out, Contact contact) {
        out.word(contact.controller());
        out.choice(KINDS, contact.kind());
        out.choice(AGES, contact.ageBand());
        out.day(contact.nextBandOn());
        out.maybe(contact.source(), FactCodec::source);
        out.words(contact.workProductGroups());
        out.maybe(contact.timeZone(), FactCodec::zone);
    }

    static Contact contact(PackedIn in) {
        return new Contact(
                in.word(),
                in.choice(KINDS),
                in.choice(AGES),
                in.dayOrNull(),
                in.maybe(FactCodec::source),
                in.words(),
                in.maybe(FactCodec::zone));
    }

    private static void source(PackedOut out, Contact.Source source) {
        out.word(source.kind());
        out.text(source.obtainedAt());
        out.flag(source.disclosureBan());
    }

    private static Contact.Source source(PackedIn in) {
        return new Contact.Source(in.word(), in.textOrNull(), in.flag());
    }

    private static void zone(PackedOut out, ZoneId zone) {
        out.word(zone.getId());
    }

    private static ZoneId zone(PackedIn in) {
        return ZoneId.of(in.word());
    }

    static void relationship(PackedOut out, Relationship relationship) {
        out.word(relationship.controller());
        out.word(relationship.type());
        out.day(relationship.since());
        out.day(relationship.until());
        out.words(relationship.productGroups());
        out.maybe(relationship.contactDetail(), FactCodec::contactDetail);
        out.maybe(relationship.mobile(), FactCodec::mobile);
    }

    static Relationship relationship(PackedIn in) {
        return new Relationship(
                in.word(),
                in.word(),
                in.dayOrNull(),
                in.dayOrNull(),
                in.words(),
                in.maybe(FactCodec::contactDetail),
                in.maybe(FactCodec::mobile));
    }

    private static void contactDetail(PackedOut out, Relationship.ContactDetail detail) {
        out.flag(detail.obtainedInSale());
        out.flag(detail.refusalOffered());
        out.time(detail.at());
    }

    private static Relationship.ContactDetail contactDetail(PackedIn in) {
        return new Relationship.ContactDetail(in.flag(), in.flag(), in.timeOrNull());
    }

    private static void mobile(PackedOut out, Relationship.Mobile mobile) {
        out.flag(mobile.ownCustomer());
        out.flag(mobile.portingRequested());
    }

    private static Relationship.Mobile mobile(PackedIn in) {
        return new Relationship.Mobile(in.flag(), in.flag());
    }

    static void restriction(PackedOut out, Restriction restriction) {
        out.word(restriction.controller());
        out.choice(RESTRICTED, restriction.scope());
        out.time(restriction.from());
        out.time(restriction.until());
    }

    static Restriction restriction(PackedIn in) {
        return new Restriction(in.word(), in.choice(RESTRICTED), in.timeOrNull(), in.timeOrNull());
    }

    static void rightsRequest(PackedOut out, RightsRequest request) {
        out.word(request.controller());
        out.flag(request.stopsContact());
        out.flag(request.completed());
    }

    static RightsRequest rightsRequest(PackedIn in) {
        return new RightsRequest(in.word(), in.flag(), in.flag());
    }
}
