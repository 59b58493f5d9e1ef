// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.SilentTimes;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the body of a preference must keep to. */
final class PreferenceChecks {

    private static final int MOST = 50;
    private static final int HIGHEST = 10_000;
    private static final Set<String> CHANNELS = Stream.concat(
                    Stream.of(PreferencesRequest.ANY),
                    Stream.of(Channel.values()).map(Channel::name))
            .collect(Collectors.toUnmodifiableSet());

    private PreferenceChecks() {}

    static void check(PreferencesRequest request) {
        PreferencesRequest.Topics topics = Absent.or(request.topics(), PreferencesRequest.Topics.NONE);
        CaptureChecks.names(topics.on(), "/topics/on");
        CaptureChecks.names(topics.off(), "/topics/off");
        String only = request.onlyChannel();
        require(only == null || CHANNELS.contains(only), "/onlyChannel");
        Absent.list(request.quietHours()).stream().limit(MOST + 1).forEach(PreferenceChecks::check);
        require(Absent.list(request.quietHours()).size() <= MOST, "/quietHours");
        Absent.list(request.caps()).forEach(cap -> require(cap.max() >= 0 && cap.max() <= HIGHEST, "/caps/max"));
        Absent.list(request.caps()).forEach(cap -> require(cap.per().isAtMostDays(ContactCounts.DAYS), "/caps/per"));
        require(Absent.list(request.caps()).size() <= MOST, "/caps");
    }

    private static void check(PreferencesRequest.QuietHours hours) {
        require(SilentTimes.areDays(hours.days()), "/quietHours/days");
        require(SilentTimes.areTimes(hours.from(), hours.to(), hours.allDay()), "/quietHours/from");
    }

    private static void require(boolean holds, String pointer) {
        if (!holds) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_ALLOWED");
        }
    }
}
