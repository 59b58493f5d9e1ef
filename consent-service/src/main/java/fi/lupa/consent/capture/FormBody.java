// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a browser sends to {@code /f/{token}}, as JSON or as form fields {@code recipient.EMAIL}, {@code choice.newsletter}, {@code actId}.
 *
 * @param actId the page's id of this one submission; without it the same body by the same token is the same act, so that a page that is posted
 *     again gives nothing, and a person who comes back to a page with a fresh token is heard
 */
record FormBody(
        @Required List<RawIdentifier> recipient,
        @Required List<ChoiceRequest> choices,
        @Nullable String actId,
        CaptureRequest.@Nullable Signals signals) {

    private static final String RECIPIENT = "recipient.";
    private static final String CHOICE = "choice.";

    /** Reads form fields; throws IllegalArgumentException for a word that is none of ours. */
    static FormBody of(Map<String, List<String>> fields, Map<String, List<Channel>> channels) {
        List<RawIdentifier> recipient = new ArrayList<>();
        List<ChoiceRequest> choices = new ArrayList<>();
        fields.forEach((name, values) -> values.stream()
                .filter(value -> !value.isBlank())
                .forEach(value -> {
                    if (name.startsWith(RECIPIENT)) {
                        IdentifierType type = IdentifierType.valueOf(name.substring(RECIPIENT.length()));
                        recipient.add(new RawIdentifier(type, value, null));
                    } else if (name.startsWith(CHOICE)) {
                        String purpose = name.substring(CHOICE.length());
                        choices.add(new ChoiceRequest(
                                purpose,
                                channels.getOrDefault(purpose, List.of()),
                                Choice.valueOf(value),
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                null));
                    }
                }));
        List<String> act = fields.getOrDefault("actId", List.of());
        return new FormBody(recipient, choices, act.isEmpty() ? null : act.get(0), null);
    }
}
