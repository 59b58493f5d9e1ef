// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.feed;

import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.wire.RejectionReason;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Counts what could not be read or was left alone, by who read it. */
@ApplicationScoped
class FeedMetrics {

    /** The two that read the topics. */
    enum Side {
        PROJECTOR,
        TAILER;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final MeterRegistry registry;

    FeedMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void rejected(Side side, Feed feed, RejectionReason reason) {
        registry.counter("lupa.ingest.rejections", "reader", side.label(), "feed", label(feed), "reason", reason.name())
                .increment();
    }

    void ignored(Side side, Feed feed) {
        registry.counter("lupa.ingest.ignored", "reader", side.label(), "feed", label(feed))
                .increment();
    }

    private static String label(Feed feed) {
        return feed.name().toLowerCase(Locale.ROOT);
    }
}
