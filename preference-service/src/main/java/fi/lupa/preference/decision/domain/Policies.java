// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A controller's policies, as far as the rules in force read them; what the catalogue leaves out has the value of {@link #STRICT}. */
public record Policies(
        boolean excludesMinors,
        boolean confirmsAtAge,
        CalendarSpan confirmAtAgeGrace,
        CalendarSpan softOptInAfterEnd,
        Lists lists,
        Set<Channel> consentOnlyChannels,
        List<QuietHours> quietHours,
        @Nullable String holidays,
        List<Cap> caps) {

    /** The values of a controller that has said nothing. */
    public static final Policies STRICT = new Policies(
            true,
            false,
            CalendarSpan.parse("P90D"),
            CalendarSpan.parse("P24M"),
            Lists.STRICT,
            Set.of(),
            List.of(),
            "FI",
            List.of());

    /** How old a register's copy may be, and whether a consent to the controller itself stands above a register. */
    public record Lists(CalendarSpan maxAge, boolean yieldToConsent) {

        /** Thirty days, and a register stands above consent. */
        public static final Lists STRICT = new Lists(CalendarSpan.parse("P30D"), false);
    }

    CalendarSpan externalListMaxAge() {
        return lists.maxAge();
    }

    /** Copies the collections. */
    public Policies {
        consentOnlyChannels = Set.copyOf(consentOnlyChannels);
        quietHours = List.copyOf(quietHours);
        caps = List.copyOf(caps);
    }
}
