// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/purposes}. What is left out is the strict choice. */
record PurposeRequest(
        @Required String controller,
        @Required String key,
        @Required Category category,
        @Nullable List<Channel> channels,
        Map<String, List<LegalBasis>> basis,
        @Nullable Lia lia,
        @Nullable String legalDuty,
        LifeTime validity,
        Boolean doubleOptIn,
        LifeTime confirmWithin,
        Integer reminders,
        @Nullable Integer minimumAge,
        Boolean childDirected,
        List<String> topics,
        Boolean ownOffersOnly,
        Boolean refusalInEveryMessage,
        List<Flag> flags,
        Map<String, String> title,
        Boolean retired)
        implements CatalogueRequest {

    private static final int LONGEST = 200;

    PurposeRequest {
        channels = PurposeDefaults.channels(category, channels, basis);
        basis = PurposeDefaults.basis(category, channels, basis);
        validity = Given.or(validity, new LifeTime("P24M"));
        doubleOptIn = Given.or(doubleOptIn, false);
        confirmWithin = Given.or(confirmWithin, new LifeTime("P30D"));
        reminders = Given.or(reminders, 0);
        childDirected = Given.or(childDirected, false);
        topics = Given.list(topics);
        ownOffersOnly = Given.or(ownOffersOnly, false);
        refusalInEveryMessage = Given.or(refusalInEveryMessage, false);
        flags = Given.list(flags);
        title = Given.or(title, Map.of());
        retired = Given.or(retired, false);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.PURPOSE;
    }

    @Override
    public Set<String> actsFor() {
        return Set.of(controller);
    }

    @Override
    public void check(Findings findings) {
        findings.key("/controller", controller);
        findings.key("/key", key);
        checkChannels(findings);
        findings.text("/legalDuty", legalDuty, LONGEST);
        findings.number("/reminders", reminders, 0, 1);
        findings.number("/minimumAge", minimumAge, 0, 99);
        findings.names("/topics", topics);
        findings.list("/flags", flags);
        title.forEach((language, text) -> {
            findings.language("/title", language);
            findings.text("/title", text, LONGEST);
        });
        if (lia != null) {
            findings.text("/lia/id", lia.id(), LONGEST);
            findings.text("/lia/owner", lia.owner(), LONGEST);
        }
    }

    private void checkChannels(Findings findings) {
        if (channels == null || (channels.isEmpty() && PurposeDefaults.needsChannels(category))) {
            findings.add(ProblemCode.CHANNEL_REQUIRED, "/channels", "MISSING");
            return;
        }
        findings.list("/channels", channels);
        Set<String> allowed = PurposeDefaults.basisKeys(channels);
        basis.forEach((channel, bases) -> {
            findings.when(
                    !allowed.contains(channel), ProblemCode.CHANNEL_NOT_IN_PURPOSE, "/basis", "NOT_A_CHANNEL_OF_IT");
            findings.when(bases.isEmpty(), ProblemCode.INVALID_VALUE, "/basis", "EMPTY");
            findings.list("/basis", bases);
        });
    }

    /** The legitimate interest assessment on file. */
    record Lia(
            @Required String id,
            @Required LocalDate date,
            @Required String owner) {}

    /** What a purpose does besides. */
    enum Flag {
        USES_PROFILING,
        SHARES_OUTSIDE,
        CROSS_CONTEXT_ADS,
        STRICTLY_NECESSARY
    }
}
