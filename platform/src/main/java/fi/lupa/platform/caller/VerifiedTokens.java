// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fi.lupa.platform.key.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Remembers for a short while what verified tokens turned out to be, by SHA-256 of the token; never a refusal.
 *
 * <p>Bounded in number and age, and no entry outlives its token. Thread-safe.
 */
final class VerifiedTokens<T> {

    /** Longer than this no setting can make a token live after its issuer stopped it. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Cache<Key, Entry<T>> entries;
    private final InstantSource clock;
    private final Duration maxAge;

    VerifiedTokens(long maxSize, Duration maxAge, InstantSource clock) {
        this.clock = clock;
        this.maxAge = maxAge.compareTo(LONGEST) < 0 ? maxAge : LONGEST;
        entries = Caffeine.newBuilder()
                .maximumSize(maxSize)
                .expireAfterWrite(LONGEST)
                .executor(Runnable::run)
                .build();
    }

    /** Names a token within the issuer setting it was verified by. */
    static Key key(String issuerSetting, String token) {
        return new Key(issuerSetting, ByteBuffer.wrap(Digests.sha256(token.getBytes(StandardCharsets.UTF_8))));
    }

    Optional<T> find(Key key) {
        Entry<T> entry = entries.getIfPresent(key);
        return entry != null && clock.instant().isBefore(entry.until()) ? Optional.of(entry.value()) : Optional.empty();
    }

    void remember(Key key, T value, Instant tokenEnd) {
        Instant now = clock.instant();
        Instant oldest = now.plus(maxAge);
        Instant until = tokenEnd.isBefore(oldest) ? tokenEnd : oldest;
        if (now.isBefore(until)) {
            entries.put(key, new Entry<>(value, until));
        }
    }

    record Key(String issuerSetting, ByteBuffer tokenHash) {}

    private record Entry<T>(T value, Instant until) {}
}
