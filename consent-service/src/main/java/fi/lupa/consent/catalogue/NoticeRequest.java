// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Body of {@code /v1/notices/{id}/versions}: what a person is shown, in all its languages. */
record NoticeRequest(
        @Required String version,
        @Nullable Instant effectiveFrom,
        @Required ChangeClass changeClass,
        List<String> affects,
        OnMaterial onMaterial,
        @Required List<String> controllers,
        List<String> partners,
        @Nullable String actionUrl,
        List<String> transfers,
        List<String> defects,
        @Required Map<String, NoticeText> texts)
        implements CatalogueRequest {

    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,31}");

    NoticeRequest {
        affects = Given.list(affects);
        onMaterial = Given.or(onMaterial, OnMaterial.RECONSENT);
        controllers = List.copyOf(controllers);
        partners = Given.list(partners);
        transfers = Given.list(transfers);
        defects = Given.list(defects);
        texts = Map.copyOf(texts);
    }

    @Override
    public CatalogueKind kind() {
        return CatalogueKind.NOTICE;
    }

    @Override
    public Set<String> actsFor() {
        return Set.copyOf(controllers);
    }

    @Override
    public void check(Findings findings) {
        findings.when(!VERSION.matcher(version).matches(), ProblemCode.INVALID_VALUE, "/version", "NOT_A_VERSION");
        findings.keys("/affects", affects);
        findings.keys("/controllers", controllers);
        findings.when(controllers.isEmpty(), ProblemCode.INVALID_VALUE, "/controllers", "EMPTY");
        findings.keys("/partners", partners);
        findings.webAddress("/actionUrl", actionUrl);
        findings.names("/transfers", transfers);
        findings.names("/defects", defects);
        findings.when(texts.isEmpty(), ProblemCode.INVALID_VALUE, "/texts", "EMPTY");
        texts.forEach((language, text) -> {
            findings.language("/texts", language);
            text.check(findings);
        });
    }

    /** What a material change does to consents given before it. */
    enum OnMaterial {
        RECONSENT,
        OLD_SCOPE
    }

    /** The words in one language. */
    record NoticeText(
            @Required String title,
            @Required String body,
            @Nullable String controlLabel) {

        private void check(Findings findings) {
            findings.text("/texts/title", title, 500);
            findings.text("/texts/body", body, 50_000);
            findings.text("/texts/controlLabel", controlLabel, 500);
        }
    }
}
