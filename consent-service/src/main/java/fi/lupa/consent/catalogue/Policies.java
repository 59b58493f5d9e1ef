// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A controller's own choices where the law leaves one; what is left out is the strict choice. */
record Policies(
        Map<String, LifeTime> freshness,
        Minors minors,
        AtAge confirmAtAge,
        LifeTime confirmAtAgeGrace,
        LifeTime softOptInAfterEnd,
        LifeTime externalListMaxAge,
        Boolean specificConsentBeatsIndustryList,
        Boolean withdrawalNeedsControl,
        List<Channel> consentOnlyChannels,
        List<QuietHours> quietHours,
        @Nullable String holidays,
        List<Cap> caps) {

    private static final String EVERY_CHANNEL = "default";
    private static final Set<String> FRESHNESS_KEYS = Stream.concat(
                    Stream.of(EVERY_CHANNEL), Stream.of(Channel.values()).map(Channel::name))
            .collect(Collectors.toUnmodifiableSet());
    private static final LifeTime USUAL_FRESHNESS = new LifeTime("PT60S");

    /** What holds for a controller that chooses nothing. */
    @SuppressWarnings("NullAway") // Each null is filled in by the constructor.
    static final Policies USUAL = new Policies(null, null, null, null, null, null, null, null, null, null, null, null);

    Policies {
        freshness = Given.or(freshness, Map.of(EVERY_CHANNEL, USUAL_FRESHNESS));
        minors = Given.or(minors, Minors.EXCLUDE);
        confirmAtAge = Given.or(confirmAtAge, AtAge.KEEP);
        confirmAtAgeGrace = Given.or(confirmAtAgeGrace, new LifeTime("P90D"));
        softOptInAfterEnd = Given.or(softOptInAfterEnd, new LifeTime("P24M"));
        externalListMaxAge = Given.or(externalListMaxAge, new LifeTime("P30D"));
        specificConsentBeatsIndustryList = Given.or(specificConsentBeatsIndustryList, false);
        withdrawalNeedsControl = Given.or(withdrawalNeedsControl, false);
        consentOnlyChannels = Given.list(consentOnlyChannels);
        quietHours = Given.list(quietHours);
        holidays = Given.or(holidays, "FI");
        caps = Given.list(caps);
    }

    void check(Findings findings) {
        boolean known = FRESHNESS_KEYS.containsAll(freshness.keySet());
        findings.when(!known, ProblemCode.INVALID_VALUE, "/policies/freshness", "NOT_A_CHANNEL");
        findings.list("/policies/consentOnlyChannels", consentOnlyChannels);
        findings.list("/policies/quietHours", quietHours);
        quietHours.forEach(hours -> hours.check(findings));
        findings.list("/policies/caps", caps);
        caps.forEach(cap -> cap.check(findings));
        if (holidays != null) {
            findings.region("/policies/holidays", holidays);
        }
    }

    /** Whether known minors may be contacted. */
    enum Minors {
        EXCLUDE,
        INCLUDE
    }

    /** What becomes of a guardian's consent when the child comes of age. */
    enum AtAge {
        KEEP,
        CONFIRM
    }

    /** When a channel is silent, in the recipient's time zone. */
    record QuietHours(
            @Required List<Channel> channels,
            @Required String days,
            @Nullable String from,
            @Nullable String to,
            Boolean allDay) {

        QuietHours {
            allDay = Given.or(allDay, false);
        }

        private void check(Findings findings) {
            findings.when(
                    !SilentTimes.areDays(days), ProblemCode.INVALID_VALUE, "/policies/quietHours/days", "NOT_DAYS");
            boolean times = SilentTimes.areTimes(from, to, allDay);
            findings.when(!times, ProblemCode.INVALID_VALUE, "/policies/quietHours/from", "NOT_A_TIME");
        }
    }

    /** At most so many messages in so long. */
    record Cap(
            @Required List<Channel> channels,
            @Required Integer max,
            @Required LifeTime per) {

        /** So many days back is counted what was sent. */
        private static final int COUNTED_DAYS = 31;

        private void check(Findings findings) {
            findings.number("/policies/caps/max", max, 0, 10_000);
            boolean counted = per.isAtMostDays(COUNTED_DAYS);
            findings.when(!counted, ProblemCode.INVALID_VALUE, "/policies/caps/per", "AT_MOST_31_DAYS");
        }
    }
}
