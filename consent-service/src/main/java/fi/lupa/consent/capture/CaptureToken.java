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

    /** Whether the form may take this choice: of its purposes and channels, given, refused or not answered. */
    boolean allows(ChoiceRequest choice) {
        List<Channel> asked = Absent.list(choice.channels());
        return choice.choice() != Choice.WITHDRAWN
                && purposes.contains(choice.purpose())
                && (channels.isEmpty() || channels.containsAll(asked));
    }
}
