// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** Keepers of saved indexes for tests. */
public final class IndexKeepers {

    private IndexKeepers() {}

    /** Returns one that saves there whenever something has changed. */
    public static IndexKeeper in(Path directory) {
        return in(directory, Duration.ofNanos(1));
    }

    /** Returns one that saves there so often. */
    public static IndexKeeper in(Path directory, Duration every) {
        return in(directory, every, InstantSource.system());
    }

    /** Returns one that neither saves nor finds anything. */
    public static IndexKeeper none() {
        return in(Path.of("none"), Duration.ZERO);
    }

    static IndexKeeper in(Path directory, Duration every, InstantSource clock) {
        IndexSettings settings = new IndexSettings() {
            @Override
            public Path directory() {
                return directory;
            }

            @Override
            public Duration saveEvery() {
                return every;
            }
        };
        return new IndexKeeper(settings, clock);
    }
}
