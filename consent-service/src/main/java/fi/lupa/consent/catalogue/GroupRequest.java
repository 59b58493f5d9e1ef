// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/groups}: controllers of one group; with {@code sharedRegister} they have one identity domain. */
record GroupRequest(
        @Required String key,
        @Required List<Member> members,
        Boolean sharedRegister,
        @Nullable String agreement) implements CatalogueRequest {

    GroupRequest {
        members = List.copyOf(members);
        sharedRegister = Given.or(sharedRegister, false);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.GROUP;
    }

    @Override
    public Set<String> actsFor() {
        return members.stream().map(Member::controller).collect(Collectors.toUnmodifiableSet());
    }

    /** The controllers that share one register by this request. */
    Set<String> sharing() {
        return sharedRegister ? actsFor() : Set.of();
    }

    @Override
    public void check(Findings findings) {
        findings.key("/key", key);
        findings.keys("/members", members.stream().map(Member::controller).toList());
        members.forEach(member -> findings.range("/members/until", member.from(), member.until()));
        findings.text("/agreement", agreement, 200);
    }

    /** One member, from–until. */
    record Member(
            @Required String controller,
            @Nullable Instant from,
            @Nullable Instant until) {}
}
