// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/arrangements}: joint controllers of some purposes (GDPR 26). */
record ArrangementRequest(
        @Required String key,
        @Required List<String> controllers,
        @Required List<String> purposes,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String essenceUrl)
        implements CatalogueRequest {

    ArrangementRequest {
        controllers = List.copyOf(controllers);
        purposes = List.copyOf(purposes);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.ARRANGEMENT;
    }

    @Override
    public Set<String> actsFor() {
        return Set.copyOf(controllers);
    }

    @Override
    public void check(Findings findings) {
        findings.key("/key", key);
        findings.keys("/controllers", controllers);
        findings.when(controllers.size() < 2, ProblemCode.INVALID_VALUE, "/controllers", "TOO_FEW");
        findings.keys("/purposes", purposes);
        findings.range("/until", from, until);
        findings.webAddress("/essenceUrl", essenceUrl);
    }
}
