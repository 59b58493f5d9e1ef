// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Act;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.Defect;
import fi.lupa.consent.signal.ConsentStrings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the signals of a browser mean for the choices that come with them: they can take away, never give. */
@ApplicationScoped
class Signals {

    private static final Set<Channel> STORED = Set.of(Channel.WEB_STORAGE, Channel.AD_AUDIENCE);
    private static final Set<String> SHARING = Set.of("SHARES_OUTSIDE", "CROSS_CONTEXT_ADS");

    private final Catalogue catalogue;

    Signals(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Why a string that came along shows that a yes for the device proves nothing; nothing if there is no string. */
    static Optional<Defect> defect(CaptureRequest capture, @Nullable Channel channel) {
        if (channel == null || !STORED.contains(channel)) {
            return Optional.empty();
        }
        boolean proven = directly(capture) && wrapped(capture);
        return proven ? Optional.empty() : Optional.of(Defect.TC_STRING_INVALID);
    }

    private static boolean directly(CaptureRequest capture) {
        String tcString = capture.signals().tcString();
        return tcString == null || ConsentStrings.provesStorage(tcString, capture.at());
    }

    private static boolean wrapped(CaptureRequest capture) {
        String gppString = capture.signals().gppString();
        return gppString == null
                || ConsentStrings.tcStringOf(gppString)
                        .filter(inside -> ConsentStrings.provesStorage(inside, capture.at()))
                        .isPresent();
    }

    /**
     * Global Privacy Control: a refusal of each purpose that shares data or follows people, unless the same act chooses about it in so many
     * words. Only for what the recipient's own identifiers reach: the signal is this browser's.
     */
    List<PlannedChoice> refusals(Session session, CaptureRequest capture, List<PlannedChoice> chosen) {
        if (!capture.signals().gpc()) {
            return List.of();
        }
        Set<String> named =
                chosen.stream().map(choice -> choice.purpose().key()).collect(Collectors.toUnmodifiableSet());
        List<PlannedChoice> refusals = new ArrayList<>();
        catalogue.purposesOf(session.context().tenant(), session.controller().key()).stream()
                .filter(purpose -> !named.contains(purpose.key()))
                .filter(purpose -> purpose.flags().stream().anyMatch(SHARING::contains))
                .forEach(purpose -> refusals.addAll(refusals(session, purpose)));
        return refusals;
    }

    private static List<PlannedChoice> refusals(Session session, Purpose purpose) {
        List<@Nullable Channel> channels = new ArrayList<>();
        purpose.channels().forEach(channel -> channels.add(Channel.valueOf(channel.name())));
        if (channels.isEmpty()) {
            channels.add(null);
        }
        ChoiceRequest refused =
                new ChoiceRequest(purpose.key(), null, Choice.REFUSED, List.of(), List.of(), List.of(), false, null);
        return channels.stream()
                .map(channel -> new PlannedChoice(purpose, channel, refused))
                .filter(choice -> session.recipient().identifiers().stream()
                        .anyMatch(identifier -> choice.reachedBy(identifier.type())))
                .toList();
    }

    /** The same capture as what the browser's setting said. */
    static CaptureFacts asSignal(CaptureFacts capture) {
        Act act = capture.act();
        Act signal = new Act(
                CaptureMethod.BROWSER_SETTINGS,
                act.actor(),
                act.at(),
                act.recordedAt(),
                null,
                null,
                false,
                false,
                act.replayed(),
                null);
        return new CaptureFacts(capture.request(), signal, null);
    }
}
