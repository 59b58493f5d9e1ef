// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a form may take, for whom, from where and until when; it travels sealed. */
record CaptureToken(
        String tenantKey,
        UUID tenant,
        String client,
        String controller,
        CaptureRequest.ShownNotice notice,
        List<String> purposes,
        List<Channel> channels,
        CaptureMethod method,
        String origin,
        Instant until) {

    /** Keeps copies. */
    CaptureToken {
        purposes = List.copyOf(purposes);
        channels = List.copyOf(channels);
    }

    /** Those of a purpose's channels that the form is for; a form that names none is for all of them. */
    List<Channel> within(List<Channel> ofPurpose) {
        return ofPurpose.stream()
                .filter(channel -> channels.isEmpty() || channels.contains(channel))
                .toList();
    }

    /** Whether the form may take this choice: of its purposes and channels, given, refused or not answered. */
    boolean allows(ChoiceRequest choice) {
        List<Channel> asked = Absent.list(choice.channels());
        return choice.choice() != Choice.WITHDRAWN
                && isPlain(choice)
                && purposes.contains(choice.purpose())
                && (channels.isEmpty() || channels.containsAll(asked));
    }

    /** To whom data would go, whose offers they would be and whether it was said in so many words: a page names it, a browser adds nothing. */
    private static boolean isPlain(ChoiceRequest choice) {
        return Absent.list(choice.offerOwners()).isEmpty()
                && Absent.list(choice.disclosedTo()).isEmpty()
                && !choice.explicit();
    }
}
