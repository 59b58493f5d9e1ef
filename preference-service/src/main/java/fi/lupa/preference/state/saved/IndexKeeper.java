// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.saved;

import fi.lupa.platform.problem.StackText;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.packed.AllStates;
import fi.lupa.preference.state.store.ReadPosition;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Saves the states of the index from time to time, and finds what was saved. Whatever goes wrong with the file is said and costs a slow start,
 * nothing else. Used by the thread that writes to the index; the file is written by another.
 */
@ApplicationScoped
public class IndexKeeper {

    private static final Logger LOG = Logger.getLogger(IndexKeeper.class);

    /** A topic forgets that it was told to forget a key after a day (delete.retention.ms); long before that a file is too old to read on from. */
    private static final Duration USABLE = Duration.ofHours(12);

    private final Duration every;
    private final InstantSource clock;
    private final Optional<IndexFile> file;
    private long due = System.nanoTime();
    private volatile Saved last = new Saved(null, 0, Instant.EPOCH);
    private volatile boolean busy;

    IndexKeeper(IndexSettings settings, InstantSource clock) {
        this.every = settings.saveEvery();
        this.clock = clock;
        this.file = every.isZero() ? Optional.empty() : fileOfThisBuild(settings.directory());
    }

    private static Optional<IndexFile> fileOfThisBuild(Path directory) {
        Optional<String> build = Build.running();
        if (build.isEmpty()) {
            LOG.warn("The index is neither saved nor read from a file: it cannot be told which jars are running.");
        }
        return build.map(running -> new IndexFile(directory, running));
    }

    /** Which states were saved last, how much had changed in them by then, and when. */
    private record Saved(@Nullable AllStates states, long changes, Instant at) {}

    /** Returns what was saved by this build not long ago, if the predicate says that it can be read on from there. */
    public Optional<SavedStates> find(Predicate<Reached> fits) {
        try {
            Optional<SavedStates> found =
                    file.isEmpty() ? Optional.empty() : file.get().read((at, to) -> isRecent(at) && fits.test(to));
            found.ifPresent(this::found);
            return found;
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The saved index is not used, all is read from PostgreSQL: %s", StackText.of(e));
            return Optional.empty();
        }
    }

    /**
     * Saves the states beside the caller, if it is time and they have changed; they are all there is before these positions. States of which one could
     * not be packed are not saved, so that a start makes them anew.
     */
    public void keep(MemoryIndex index, Map<Part, ReadPosition> positions) {
        if (file.isPresent() && !busy && System.nanoTime() - due >= 0) {
            due = System.nanoTime() + every.toNanos();
            Saved now = new Saved(index.states(), index.states().changes(), clock.instant());
            if (index.packingFailures() == 0 && isWorthSaving(now)) {
                busy = true;
                Reached reached = new Reached(positions, index.marks().newest());
                AllStates.AtOnce states = index.states().atOnce();
                Thread writing = new Thread(() -> save(file.get(), now, reached, states), "lupa-index-file");
                writing.setDaemon(true);
                writing.start();
            }
        }
    }

    /** Deletes what was saved, so that the next start does not find it. */
    public void forget() {
        try {
            if (file.isPresent()) {
                file.get().delete();
            }
        } catch (IOException e) {
            LOG.warnf("The saved index could not be deleted: %s", StackText.of(e));
        }
    }

    private void found(SavedStates found) {
        due = System.nanoTime() + every.toNanos();
        last = new Saved(found.states(), found.states().changes(), found.savedAt());
    }

    private boolean isWorthSaving(Saved now) {
        boolean same = now.states() == last.states() && now.changes() == last.changes();
        return !same || Duration.between(last.at(), now.at()).compareTo(USABLE.dividedBy(2)) > 0;
    }

    private boolean isRecent(Instant savedAt) {
        return Duration.between(savedAt, clock.instant()).abs().compareTo(USABLE) < 0;
    }

    private void save(IndexFile to, Saved saved, Reached reached, AllStates.AtOnce states) {
        long begun = System.nanoTime();
        try {
            to.write(saved.at(), reached, states);
            last = saved;
            LOG.infof("Index saved: milliseconds=%d", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The index could not be saved; the next start may take longer: %s", StackText.of(e));
        } finally {
            busy = false;
        }
    }
}
