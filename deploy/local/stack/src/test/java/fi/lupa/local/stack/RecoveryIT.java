// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What becomes of a withdrawal when a disk is lost or a backup is put back (M3). A stack of its own, because each test takes one apart. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecoveryIT {

    private static final String REFUSED = "503 RESTORED_BEHIND_LOG";

    private static StartedStack lupa;
    private static Stack stack;
    private static Caller tool;
    private static @Nullable PostgresServer newServer;

    @BeforeAll
    static void startStack() {
        lupa = StartedStack.own("recovery-stack");
        stack = lupa.stack();
        tool = lupa.as("marketing-tool", "kysely");
        lupa.calm();
    }

    @AfterAll
    static void endStack() {
        lupa.close();
        if (newServer != null) {
            newServer.close();
        }
    }

    @Test
    @Order(1)
    void stillDenies_whenTheBrokersDirectoryWasDeletedUnderTheRunningStack() {
        // Given
        Person person = Person.whoGaveAndWithdrew(tool);

        // When
        stack.kafka().kill();
        stack.kafka().deleteDataDirectory();
        stack.kafka().restart();

        // Then
        person.awaitDenied(tool);
        lupa.calm();
        person.awaitDenied(tool);
        stack.service(Service.PREFERENCE).restart();
        person.awaitDenied(tool);
        assertLoggedOnce(person, 2);
    }

    /** Afterwards the log is behind what it signed, and takes nothing in any more: whatever comes later is not logged. */
    @Test
    @Order(2)
    void stillDenies_whenTheDatabaseWasRestoredToBeforeTheWithdrawal() throws Exception {
        // Given
        lupa.calm();
        Person person = Person.whoGave(tool);
        DatabaseFiles files = new DatabaseFiles(stack.postgres());
        files.backUp();
        lupa.calm();
        person.withdraws(tool);
        assertLoggedOnce(person, 2);
        awaitSigned(person);

        // When
        files.restore();

        // Then
        Waiting.until(RecoveryIT::refusesWrites);
        assertThat(person.answer(tool)).doesNotStartWith("ALLOW");
        recover();
        lupa.calm();
        person.awaitDenied(tool);
        Waiting.until(RecoveryIT::logHasStopped);
    }

    @Test
    @Order(3)
    void stillDenies_whenTheDatabaseWasDumpedAndLoadedIntoANewServer() throws Exception {
        // Given
        lupa.calm();
        Person person = Person.whoGaveAndWithdrew(tool);
        Person later = Person.whoGave(tool);
        ServiceProcess consent = stack.service(Service.CONSENT);
        consent.stop();
        String database = Service.CONSENT.database();
        Path folder = consent.directory().resolve("dump");
        DumpedDatabase dump = DumpedDatabase.of(stack.postgres(), database, folder);

        // When
        newServer = PostgresServer.start(consent.directory().resolve("new-postgresql"), 0);
        stack.prepareDatabase(newServer, Service.CONSENT);
        Path settings = stack.settingsFile(Service.CONSENT);
        Files.writeString(
                settings,
                Files.readString(settings).replace(stack.postgres().jdbcUrl(database), newServer.jdbcUrl(database)));
        consent.startAgain();
        Waiting.until(RecoveryIT::isMigrated);
        consent.stop();
        dump.loadInto(newServer, database);

        // Then
        consent.startAgain();
        Waiting.until(RecoveryIT::refusesWrites);
        recover();
        lupa.calm();
        person.awaitDenied(tool);
        later.withdraws(tool);
    }

    private static boolean logHasStopped() {
        return lupa.api()
                .get("vendor-dpo", stack.url(Service.AUDIT) + "/q/metrics")
                .text()
                .contains("lupa_ingest_halted 1.0");
    }

    /** The service opens its port when its tables are made. */
    private static boolean isMigrated() {
        return lupa.api()
                .get("vendor-dpo", stack.url(Service.CONSENT) + "/q/health/live")
                .isSuccess();
    }

    private static boolean refusesWrites() {
        return FirstPathIT.answer(tool.withdraws(FirstPathIT.somebody(), "product-updates"))
                .equals(REFUSED);
    }

    /** What docs/operations.md tells the operator to type. */
    private static void recover() throws IOException, InterruptedException {
        ServiceProcess consent = stack.service(Service.CONSENT);
        consent.stop();
        Path report = consent.directory().resolve("recover.log");
        Process recover = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.profile=local",
                        "-Dquarkus.config.locations="
                                + stack.settingsFile(Service.CONSENT).toUri(),
                        "-jar",
                        stack.jarOf(Service.CONSENT).toString(),
                        "recover")
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start();
        boolean ended = recover.waitFor(Waiting.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            recover.destroyForcibly();
        }
        assertThat(ended && recover.exitValue() == 0)
                .as(Files.readString(report))
                .isTrue();
        consent.restart();
    }

    private static void assertLoggedOnce(Person person, int facts) {
        String url = stack.url(Service.AUDIT) + "/v1/subjects/" + person.subject() + "/entries";
        Waiting.until(
                () -> FirstPathIT.kinds(lupa.api().get("regulator-vendor", url)).size() >= facts);
        assertThat(FirstPathIT.kinds(lupa.api().get("regulator-vendor", url))).hasSize(facts);
    }

    /** An entry is served before it is signed for: a log put back to before the entry, but not before its newest checkpoint, only goes on. */
    private static void awaitSigned(Person person) {
        Path folder = stack.service(Service.AUDIT).directory().resolve("witness");
        LogWitness witness = new LogWitness(StartedStack.ROOT, folder, lupa.api(), stack.url(Service.AUDIT));
        Waiting.until(() -> witness.keepsACheckpointOver(person.subject(), "consent.withdrawn"));
    }

    /** Somebody with one consent. */
    private record Person(String email, String subject) {

        static Person whoGave(Caller tool) {
            String email = FirstPathIT.somebody();
            Api.Answer given = tool.gives(email, "product-updates");
            assertThat(tool.answer(email, "product-updates", FirstPathIT.revision(given)))
                    .isEqualTo("ALLOW CONSENT_GIVEN");
            return new Person(email, given.body().path("subjectId").asText());
        }

        static Person whoGaveAndWithdrew(Caller tool) {
            Person person = whoGave(tool);
            person.withdraws(tool);
            return person;
        }

        void withdraws(Caller tool) {
            Api.Answer withdrawn = tool.withdraws(email, "product-updates");
            assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(201);
            awaitDenied(tool, FirstPathIT.revision(withdrawn));
        }

        String answer(Caller tool) {
            return FirstPathIT.answer(tool.asks(email, "product-updates", null));
        }

        void awaitDenied(Caller tool) {
            awaitDenied(tool, null);
        }

        /** On the way there may be no answer, but never a yes: the withdrawal was seen before. */
        private void awaitDenied(Caller tool, @Nullable String atLeast) {
            Waiting.until(() -> {
                String answer = FirstPathIT.answer(tool.asks(email, "product-updates", atLeast));
                assertThat(answer).doesNotStartWith("ALLOW");
                return answer.equals("DENY CONSENT_WITHDRAWN");
            });
        }
    }

    /** The server's files, as a cold backup copies them. */
    private record DatabaseFiles(PostgresServer postgres, Path data, Path backup) {

        DatabaseFiles(PostgresServer postgres) {
            this(
                    postgres,
                    postgres.directory().resolve("data"),
                    postgres.directory().resolve("backup"));
        }

        void backUp() throws IOException {
            postgres.stop();
            Folder.copy(data, backup);
            postgres.restart();
        }

        void restore() throws IOException {
            postgres.stop();
            Folder.delete(data);
            Folder.copy(backup, data);
            postgres.restart();
        }
    }
}
