// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.RawIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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

    /**
     * Reads form fields; throws IllegalArgumentException for a word that is none of ours. A yes is for those channels of its purpose by which the
     * form's addresses can be reached, a no for all.
     */
    static FormBody of(Map<String, List<String>> fields, Map<String, List<Channel>> channels) {
        List<RawIdentifier> recipient = new ArrayList<>();
        each(
                fields,
                RECIPIENT,
                (type, value) -> recipient.add(new RawIdentifier(IdentifierType.valueOf(type), value, null)));
        List<ChoiceRequest> choices = new ArrayList<>();
        each(fields, CHOICE, (purpose, value) -> {
            Choice choice = Choice.valueOf(value);
            List<Channel> reached = channels.getOrDefault(purpose, List.of()).stream()
                    .filter(channel -> recipient.stream().anyMatch(identifier -> reaches(channel, identifier)))
                    .toList();
            choices.add(choice(purpose, choice == Choice.REFUSED ? List.of() : reached, choice));
        });
        List<String> act = fields.getOrDefault("actId", List.of());
        return new FormBody(recipient, choices, act.isEmpty() ? null : act.get(0), null);
    }

    private static void each(Map<String, List<String>> fields, String kind, BiConsumer<String, String> taken) {
        fields.forEach((name, values) -> {
            if (name.startsWith(kind)) {
                values.stream()
                        .filter(value -> !value.isBlank())
                        .forEach(value -> taken.accept(name.substring(kind.length()), value));
            }
        });
    }

    private static boolean reaches(Channel channel, RawIdentifier identifier) {
        return channel.reachedBy(fi.lupa.consent.permission.domain.IdentifierType.valueOf(
                identifier.type().name()));
    }

    private static ChoiceRequest choice(String purpose, List<Channel> channels, Choice choice) {
        return new ChoiceRequest(purpose, channels, choice, List.of(), List.of(), List.of(), false, null);
    }
}
