// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import fi.lupa.audit.merkle.note.NoteKey;
import fi.lupa.audit.merkle.note.NoteSigner;
import fi.lupa.platform.key.SecretFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that sign checkpoints: one pair for all logs, under each log's own name; two while one replaces the other. */
@Singleton
public final class LogKeys {

    private final String prefix;
    private final List<byte[]> seeds;

    @Inject
    LogKeys(CheckpointConfig config) {
        this(config.origin(), config.key(), config.previousKey());
    }

    LogKeys(Optional<String> origin, Optional<Path> key, Optional<Path> previous) {
        if (key.isEmpty() && previous.isPresent()) {
            throw new IllegalStateException("lupa.audit.checkpoints.previous-key is set, key is not");
        }
        if (key.isPresent()
                && (origin.isEmpty()
                        || !NoteKey.isName(origin.get())
                        || origin.get().contains("://"))) {
            throw new IllegalStateException("lupa.audit.checkpoints.origin must be an address without scheme");
        }
        this.prefix = origin.orElse("") + "/";
        this.seeds = Stream.of(key, previous)
                .flatMap(Optional::stream)
                .map(file -> NoteSigner.seedOfPem(SecretFile.read(file)))
                .toList();
    }

    /** Says whether there is a key at all. */
    public boolean exist() {
        return !seeds.isEmpty();
    }

    /** Returns the origin of a log, which is also the name of its keys. */
    public String origin(String log) {
        return prefix + log;
    }

    /** Returns the public keys of a log, the present one first. */
    public List<NoteKey> of(String log) {
        return signers(log).stream().map(NoteSigner::publicKey).toList();
    }

    List<NoteSigner> signers(String log) {
        return seeds.stream().map(seed -> NoteSigner.of(origin(log), seed)).toList();
    }

    @Override
    public String toString() {
        return "LogKeys[" + prefix + ", " + seeds.size() + "]";
    }
}
