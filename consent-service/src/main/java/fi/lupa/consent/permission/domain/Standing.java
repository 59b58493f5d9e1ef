// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What holds for a subject beside its choices: whether there still is one, what is restricted, which requests are open. */
public record Standing(
        Status status,
        @Nullable String mergedInto,
        List<Restriction> restrictions,
        List<RightsRequest> rightsRequests) {

    /** A subject like any other. */
    public static final Standing LIVE = new Standing(Status.LIVE, null, List.of(), List.of());

    /** A subject of whom nothing is left. */
    public static final Standing ERASED = new Standing(Status.ERASED, null, List.of(), List.of());

    /** Keeps copies. */
    public Standing {
        restrictions = List.copyOf(restrictions);
        rightsRequests = List.copyOf(rightsRequests);
    }

    /** Whether there is a subject. */
    public enum Status {
        LIVE,
        MERGED,
        ERASED
    }

    /** A subject that has become part of another. */
    public static Standing merged(String into) {
        return new Standing(Status.MERGED, into, List.of(), List.of());
    }

    /** With this restriction, instead of one with its id. */
    public Standing with(Restriction restriction) {
        return new Standing(status, mergedInto, replaced(restrictions, restriction, Restriction::id), rightsRequests);
    }

    /** With this request, instead of one with its id. */
    public Standing with(RightsRequest request) {
        return new Standing(status, mergedInto, restrictions, replaced(rightsRequests, request, RightsRequest::id));
    }

    private static <T> List<T> replaced(List<T> all, T item, Function<T, UUID> id) {
        List<T> changed = new ArrayList<>();
        boolean known = false;
        for (T one : all) {
            boolean same = id.apply(one).equals(id.apply(item));
            known |= same;
            changed.add(same ? item : one);
        }
        if (!known) {
            changed.add(item);
        }
        return changed;
    }
}
