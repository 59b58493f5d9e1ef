// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/mandates}: what a processor may do for a controller (GDPR 28(3)(a)). Nothing named means nothing allowed. */
record MandateRequest(
        @Required String processor,
        @Required String controller,
        List<String> purposes,
        List<String> channels,
        @Required List<MandateRight> rights,
        @Nullable Instant from,
        @Nullable Instant until)
        implements CatalogueRequest {

    private static final String ALL = "*";
    private static final Set<String> CHANNELS = Stream.concat(
                    Stream.of(ALL), Arrays.stream(Channel.values()).map(Channel::name))
            .collect(Collectors.toUnmodifiableSet());

    MandateRequest {
        purposes = Given.list(purposes);
        channels = Given.list(channels);
        rights = List.copyOf(rights);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.MANDATE;
    }

    @Override
    public Set<String> actsFor() {
        return Set.of(controller);
    }

    @Override
    public void check(Findings findings) {
        findings.names("/processor", List.of(processor));
        findings.key("/controller", controller);
        if (!purposes.equals(List.of(ALL))) {
            findings.keys("/purposes", purposes);
        }
        findings.list("/channels", channels);
        boolean known = CHANNELS.containsAll(channels);
        findings.when(!known, ProblemCode.INVALID_VALUE, "/channels", "NOT_A_CHANNEL");
        findings.list("/rights", rights);
        findings.range("/until", from, until);
    }
}
