// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lupa.audit.log.Batches;
import fi.lupa.audit.log.LogKit;
import fi.lupa.audit.merkle.Root;
import fi.lupa.audit.merkle.note.Checkpoint;
import fi.lupa.audit.merkle.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two signers on one database and one directory, and one that sleeps at the worst moment. */
class TwoSignersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set by JUnit.
    Path directory;

    private LogKit kit;
    private LogKeys keys;

    @BeforeEach
    void open() throws Exception {
        kit = LogKit.withDatabase();
        Path pem = directory.resolve("key.pem");
        Files.writeString(pem, SignerTest.pem("MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"));
        keys = new LogKeys(Optional.of("log.example.fi/log"), Optional.of(pem), Optional.empty());
    }

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void neverGoBackOrAside_whenBothSignAsFastAsTheyCanWhileTheLogGrows() throws Exception {
        // Given
        ExecutorService signers = Executors.newFixedThreadPool(2);
        AtomicBoolean growing = new AtomicBoolean(true);
        Callable<Integer> signing = () -> {
            int signed = 0;
            try (Connection connection = kit.writer().getConnection()) {
                Signer signer = signer(InstantSource.system());
                while (growing.get()) {
                    signed += signer.signGrown(connection);
                }
                return signed + signer.signGrown(connection);
            }
        };

        // When
        List<Future<Integer>> both = List.of(signers.submit(signing), signers.submit(signing));
        try (Batches batches = Batches.on(kit)) {
            for (int i = 1; i <= 60; i++) {
                batches.write(i % 9 + 1);
            }
        } finally {
            growing.set(false);
        }
        int signed = both.get(0).get(300, TimeUnit.SECONDS) + both.get(1).get(300, TimeUnit.SECONDS);
        signers.shutdown();

        // Then
        assertThat(kit.number("SELECT count(*) FROM checkpoint")).isEqualTo(signed);
        assertThat(kit.column("SELECT max(size) FROM checkpoint")).isEqualTo(kit.column("SELECT max(size) FROM head"));
        assertThat(kept().root().size()).isEqualTo(kit.number("SELECT max(size) FROM head"));
    }

    @Test
    void changesNothing_whenASignerWakesAfterItsSessionWasEnded() throws Exception {
        // Given: a signer that is stopped after it has looked and before it inserts; meanwhile another goes on
        write(5);
        InstantSource sleeping = () -> {
            endOtherSessions();
            growAndSign();
            return InstantSource.system().instant();
        };

        // When
        try (Connection connection = kit.writer().getConnection()) {
            assertThatThrownBy(() -> signer(sleeping).signGrown(connection)).isInstanceOf(SQLException.class);
        }

        // Then
        assertThat(kit.column("SELECT size FROM checkpoint")).containsExactly("12");
        assertThat(kept().root().size()).isEqualTo(12);
    }

    @Test
    void doesNotPutTheFileBack_whenASignerWakesBetweenInsertAndFile() throws Exception {
        // Given
        write(5);
        signer(InstantSource.system()).signGrown(kit.writer().getConnection());
        SignedNote five = note(5);
        write(7);
        signer(InstantSource.system()).signGrown(kit.writer().getConnection());

        // When, Then
        Checkpoint late = Checkpoint.parse(five.text());
        assertThatThrownBy(() -> memory().keep(log(), late, five, keys.of(log())))
                .isInstanceOf(RefusedToSignException.class);
        Checkpoint aside = new Checkpoint(late.origin(), new Root(12, new byte[32]));
        SignedNote other = SignedNote.sign(aside.text(), keys.signers(log()));
        assertThatThrownBy(() -> memory().keep(log(), aside, other, keys.of(log())))
                .isInstanceOf(RefusedToSignException.class);
        assertThat(kept().root().size()).isEqualTo(12);
    }

    @Test
    void waits_whileAnotherIsSigning() throws Exception {
        // Given
        write(5);
        try (Connection busy = kit.writer().getConnection();
                Statement statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + 0x6c757061_7369676eL + ")");

            // When, Then
            try (Connection connection = kit.writer().getConnection()) {
                assertThat(signer(InstantSource.system()).signGrown(connection)).isZero();
                busy.rollback();
                assertThat(signer(InstantSource.system()).signGrown(connection)).isEqualTo(1);
            }
        }
    }

    private void endOtherSessions() {
        kit.column("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE usename = 'lupa_audit_writer' AND datname = current_database()");
    }

    private void growAndSign() {
        try (Connection connection = kit.writer().getConnection()) {
            write(7);
            signer(InstantSource.system()).signGrown(connection);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(int facts) throws SQLException {
        try (Batches batches = Batches.on(kit)) {
            batches.write(facts);
        }
    }

    private Signer signer(InstantSource clock) {
        return new Signer(keys, memory(), clock, SigningKit.rotation());
    }

    private CheckpointMemory memory() {
        return new CheckpointMemory(directory);
    }

    private String log() {
        return kit.column("SELECT name FROM log").get(0);
    }

    private Checkpoint kept() throws Exception {
        return memory().last(log(), keys.origin(log()), keys.of(log())).orElseThrow();
    }

    private SignedNote note(long size) {
        return SignedNote.parse(kit.column("SELECT note FROM checkpoint WHERE size = " + size)
                .get(0)
                .getBytes(StandardCharsets.UTF_8));
    }
}
