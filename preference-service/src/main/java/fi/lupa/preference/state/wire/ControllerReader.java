// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.CalendarSpan;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.ControllerEntry;
import fi.lupa.preference.decision.domain.Policies;
import fi.lupa.preference.state.ControllerView;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads a controller and its policies; what it leaves out has the strict value. */
final class ControllerReader {

    private static final ZoneId STANDARD_ZONE = ZoneId.of("Europe/Helsinki");

    private ControllerReader() {}

    static CatalogueItem controller(String key, Members body) {
        Optional<Members> policies = body.object("policies");
        ControllerEntry entry = new ControllerEntry(
                key,
                Objects.requireNonNullElse(body.zoneOrNull("timeZone"), STANDARD_ZONE),
                body.texts("ownClients"),
                body.list("productGroups", ControllerReader::productGroup),
                policies.map(ControllerReader::policies).orElse(Policies.STRICT),
                body.object("leaving")
                        .map(leaving -> leaving.instant("closesAt"))
                        .orElse(null));
        return new CatalogueItem.Controller(
                Members.parsed(body.text("identityDomain"), UUID::fromString),
                body.optionalText("defaultRegion").orElse("FI"),
                policies.flatMap(known -> known.object("freshness"))
                        .map(ControllerReader::limits)
                        .orElse(ControllerView.Limits.STANDARD),
                entry);
    }

    private static ControllerEntry.ProductGroup productGroup(Members group) {
        return new ControllerEntry.ProductGroup(
                group.text("key"),
                Words.orElse(ControllerEntry.Kind.class, group.textOrNull("kind"), ControllerEntry.Kind.OTHER),
                group.texts("similarTo"));
    }

    private static ControllerView.Limits limits(Members freshness) {
        Map<Channel, Duration> byChannel = new EnumMap<>(Channel.class);
        for (String name : freshness.names()) {
            Words.known(Channel.class, name)
                    .ifPresent(
                            channel -> byChannel.put(channel, Members.parsed(freshness.text(name), Duration::parse)));
        }
        Duration standard = freshness
                .optionalText("default")
                .map(text -> Members.parsed(text, Duration::parse))
                .orElse(ControllerView.Limits.STANDARD.standard());
        return new ControllerView.Limits(standard, byChannel);
    }

    private static Policies policies(Members policies) {
        Policies strict = Policies.STRICT;
        return new Policies(
                !policies.optionalText("minors").orElse("EXCLUDE").equals("INCLUDE"),
                policies.optionalText("confirmAtAge").orElse("KEEP").equals("CONFIRM"),
                span(policies, "confirmAtAgeGrace", strict.confirmAtAgeGrace()),
                span(policies, "softOptInAfterEnd", strict.softOptInAfterEnd()),
                new Policies.Lists(
                        span(policies, "externalListMaxAge", strict.lists().maxAge()),
                        policies.flag("specificConsentBeatsIndustryList", false)),
                Words.allKnown(Channel.class, policies.texts("consentOnlyChannels")),
                policies.list("quietHours", QuietHoursReader::read),
                policies.names().contains("holidays") ? policies.textOrNull("holidays") : strict.holidays(),
                policies.list("caps", CountReader::cap));
    }

    private static CalendarSpan span(Members policies, String name, CalendarSpan absent) {
        return policies.optionalText(name)
                .map(text -> Members.parsed(text, CalendarSpan::parse))
                .orElse(absent);
    }
}
