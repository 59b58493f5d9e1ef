// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import fi.lupa.consent.permission.PreferenceView;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.AgeBand;
import fi.lupa.consent.permission.domain.Because;
import fi.lupa.consent.permission.domain.CallbackRequest;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ContactKind;
import fi.lupa.consent.permission.domain.ContactSource;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.RecordState;
import fi.lupa.consent.permission.domain.Relationship;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fact as the journal keeps it and Kafka carries it, without {@code epoch} and {@code xid}. A part that does not apply is absent. */
record FactView(
        UUID id,
        FactKind kind,
        UUID tenant,
        UUID domain,
        String subject,
        int revision,
        Instant recordedAt,
        Instant at,
        String client,
        String controller,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Consent consent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectionPart objection,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ContactPart contact,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RelationshipPart relationship,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CallbackPart callback,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PreferenceView preferences,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReportPart report,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CapturePart capture,
        @JsonProperty("_sd_alg") String digestAlgorithm,
        @JsonProperty("_sd") List<String> digests) {

    /** One choice. */
    record Consent(
            UUID recordId,
            String purpose,
            int purposeVersion,
            @Nullable Channel channel,
            @Nullable IdentifierType identifierType,
            Choice choice,
            RecordState state,
            boolean effective,
            @Nullable Because because,
            String basis,
            List<String> topics,
            List<String> offerOwners,
            List<String> disclosedTo,
            boolean explicit,
            @Nullable Instant doNotAskBefore,
            @Nullable Instant expiresAt,
            @Nullable Notice notice) {

        /** What is recorded here rests on consent or takes it back. */
        static final String BASIS = "CONSENT";
    }

    /**
     * The notice version that was shown.
     *
     * @param proven true if a token of the server that rendered the text proves it; absent if the client alone says so
     */
    record Notice(
            String id,
            String version,
            String language,
            String sha256,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean proven) {}

    /** An objection, recorded or lifted. */
    record ObjectionPart(
            UUID objectionId,
            ObjectionScope scope,
            @Nullable Channel channel,
            @Nullable String purpose,
            @Nullable String topic) {}

    /** What is known of the contact from now on. */
    record ContactPart(
            ContactKind kind,
            AgeBand ageBand,
            @Nullable LocalDate nextBandOn,
            @Nullable ContactSource source,
            List<String> workProductGroups,
            @Nullable String language,
            @Nullable String timeZone) {}

    /** A relationship. */
    record RelationshipPart(
            Relationship.Type type,
            LocalDate since,
            @Nullable LocalDate until,
            List<String> productGroups,
            Relationship.@Nullable ContactDetail contactDetail,
            Relationship.@Nullable Mobile mobile) {}

    /** A callback request as it is from now on; who holds a claim is nobody else's business. */
    record CallbackPart(
            UUID callbackId,
            List<String> productGroups,
            Instant requestedAt,
            Instant expiresAt,
            int maxCalls,
            int used,
            int claims) {

        static CallbackPart of(CallbackRequest request) {
            return new CallbackPart(
                    request.id(),
                    request.productGroups(),
                    request.requestedAt(),
                    request.expiresAt(),
                    request.maxCalls(),
                    request.used(),
                    request.claims().size());
        }
    }

    /** What became of a contact. */
    record ReportPart(
            ContactOutcome outcome,
            @Nullable String purpose,
            Channel channel,
            @Nullable UUID decisionId) {}

    /** Parts of kinds of facts that are neither yes nor no. At most one is there. */
    record More(
            @Nullable CallbackPart callback,
            @Nullable PreferenceView preferences,
            @Nullable ReportPart report) {

        static final More NONE = new More(null, null, null);
    }

    /** How it was expressed. */
    record CapturePart(
            CaptureMethod method,
            Actor actor,
            Instant at,
            @Nullable OriginalPart original,
            @Nullable ControlDefault controlDefault,
            boolean conditional,
            boolean bundled,
            boolean gpc) {}

    /** The act that an import repeats. */
    record OriginalPart(CaptureMethod method, Instant at) {}
}
