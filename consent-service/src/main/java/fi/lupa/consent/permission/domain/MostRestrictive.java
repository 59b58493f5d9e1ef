// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins what two subjects say of the same thing when they become one: of both, what permits less. */
final class MostRestrictive {

    private MostRestrictive() {}

    /** An objection that both carry stands unless it was lifted for both. */
    static Objection of(Optional<Objection> one, Objection other) {
        return one.isPresent() && one.get().liftedAt() == null ? one.get() : other;
    }

    /** Of a description that has no counterpart only what restricts is believed. */
    static Contact alone(Contact one) {
        return of(
                one,
                new Contact(
                        one.controller(),
                        ContactKind.UNKNOWN,
                        AgeBand.UNKNOWN,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        one.recordedAt()));
    }

    /** A description counts as far as both say the same. */
    static Contact of(Contact one, Contact other) {
        Contact younger = younger(one, other);
        return new Contact(
                one.controller(),
                kind(one.kind(), other.kind()),
                younger.ageBand(),
                younger.nextBandOn(),
                source(one.source(), other.source()),
                common(one.workProductGroups(), other.workProductGroups()),
                one.language(),
                one.timeZone(),
                organisation(one.organisation(), other.organisation()),
                one.recordedAt());
    }

    /** Where they differ nobody knows: who is unknown is judged as a consumer, and an organisation that says no for the address is heard too. */
    private static ContactKind kind(ContactKind one, ContactKind other) {
        return one == other ? one : ContactKind.UNKNOWN;
    }

    private static Contact younger(Contact one, Contact other) {
        return rank(other.ageBand()) < rank(one.ageBand()) ? other : one;
    }

    private static int rank(AgeBand band) {
        return switch (band) {
            case UNDER_13 -> 0;
            case FROM_13_TO_17 -> 1;
            case UNKNOWN -> 2;
            case ADULT -> 3;
        };
    }

    private static @Nullable ContactSource source(@Nullable ContactSource one, @Nullable ContactSource other) {
        return other != null && (one == null || other.disclosureBan()) ? other : one;
    }

    private static @Nullable OrganisationRef organisation(
            @Nullable OrganisationRef one, @Nullable OrganisationRef other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        Set<OrganisationRef.Key> keys = new LinkedHashSet<>(one.keys());
        keys.addAll(other.keys());
        return new OrganisationRef(List.copyOf(keys));
    }

    /** Of a relationship that has no counterpart the conditions of the soft opt-in are not believed: they are not kept by address. */
    static Relationship alone(Relationship one) {
        return of(
                one,
                new Relationship(
                        one.controller(),
                        one.type(),
                        one.since(),
                        one.until(),
                        List.of(),
                        null,
                        null,
                        one.recordedAt()));
    }

    /** A relationship counts as far as both sides have it. */
    static Relationship of(Relationship one, Relationship other) {
        return new Relationship(
                one.controller(),
                one.type(),
                one.since().isAfter(other.since()) ? one.since() : other.since(),
                earlier(one.until(), other.until()),
                common(one.productGroups(), other.productGroups()),
                other.contactDetail() == null ? null : one.contactDetail(),
                mobile(one.mobile(), other.mobile()),
                one.recordedAt());
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static Relationship.@Nullable Mobile mobile(
            Relationship.@Nullable Mobile one, Relationship.@Nullable Mobile other) {
        if (one == null || other == null) {
            Relationship.Mobile said = one == null ? other : one;
            return said == null ? null : new Relationship.Mobile(false, said.portingRequestedAt());
        }
        Instant porting = one.portingRequestedAt();
        return new Relationship.Mobile(
                one.ownCustomer() && other.ownCustomer(), porting == null ? other.portingRequestedAt() : porting);
    }

    private static List<String> common(List<String> one, List<String> other) {
        return one.stream().filter(other::contains).toList();
    }
}
