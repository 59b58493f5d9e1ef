// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.ChoiceStatus;
import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.catalogue.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands about one address at one controller, before it has words.
 *
 * @param address masked; null where only a keyed hash of it is on file
 * @param language the person's, if it is known
 */
record CentreView(
        String controller,
        @Nullable String address,
        @Nullable String language,
        boolean marketingStopped,
        boolean surveysStopped,
        List<Item> items,
        Wishes wishes) {

    /** Keeps a copy. */
    CentreView {
        items = List.copyOf(items);
    }

    /**
     * One choice.
     *
     * @param channel null: a purpose without channels
     * @param notice the text to show where it can be switched on; null: it cannot be switched on here
     */
    record Item(
            Purpose purpose,
            @Nullable Channel channel,
            ChoiceStatus status,
            boolean needsConsent,
            @Nullable NoticeText notice) {}

    /** How contact is held back, and what can be held back. */
    record Wishes(
            Set<String> topics,
            Set<String> topicsOff,
            @Nullable Instant pausedUntil,
            Set<Channel> channels,
            List<Channel> onlyChannels) {

        /** Keeps copies. */
        Wishes {
            topics = Set.copyOf(topics);
            topicsOff = Set.copyOf(topicsOff);
            channels = Set.copyOf(channels);
            onlyChannels = List.copyOf(onlyChannels);
        }
    }
}
