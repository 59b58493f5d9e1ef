// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
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
        findings.list("/members", members);
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            findings.key("/members/" + i + "/controller", member.controller());
            findings.range("/members/" + i + "/until", member.from(), member.until());
            boolean twice = members.subList(0, i).stream().anyMatch(member::overlaps);
            findings.when(twice, ProblemCode.RANGE_INVALID, "/members/" + i, "OVERLAPS");
        }
        findings.text("/agreement", agreement, 200);
    }

    /** One member, from–until; a controller that left and came back is a member twice. */
    record Member(
            @Required String controller,
            @Nullable Instant from,
            @Nullable Instant until) {

        /** Returns whether the same controller is a member twice at some moment. */
        boolean overlaps(Member other) {
            return controller.equals(other.controller) && beginsBefore(other.until) && other.beginsBefore(until);
        }

        private boolean beginsBefore(@Nullable Instant end) {
            return end == null || from == null || from.isBefore(end);
        }
    }
}
