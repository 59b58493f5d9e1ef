// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.infrastructure.StartFailedException;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code drill restore}, on a stack of its own that is thrown away: the databases are lost and put back whole, which a checkpoint that was kept
 * outside must prove; then an older backup is put back, which must be noticed by both who keep promises. In between nobody who withdrew may be
 * contacted. It takes the steps that docs/operations.md tells an operator to take.
 */
final class RestoreDrill {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double NANOS = 1e9;
    private static final String WITHDRAWN = "consent.withdrawn";
    private static final String DENIED = "DENY CONSENT_WITHDRAWN";

    private final Stack stack;
    private final Api api;
    private final DrillPerson person;
    private final LogWitness witness;
    private final DatabaseBackup backup;
    private final long begin = System.nanoTime();

    private RestoreDrill(Stack stack, StackPlan plan) {
        this.stack = stack;
        this.api = new Api(stack::token);
        this.person = new DrillPerson(stack, api);
        this.witness = new LogWitness(plan.root(), plan.directoryOf("witness"), api, stack.url(Service.AUDIT));
        this.backup = new DatabaseBackup(stack.postgres());
    }

    static int run(StackPlan documented) throws IOException {
        Path data = documented.data().resolveSibling(".drill");
        Folder.delete(data);
        StackPlan plan = StackPlan.onFreePorts(documented.root(), data);
        try (Stack stack = Stack.start(plan, RestoreDrill::print)) {
            new RestoreDrill(stack, plan).run();
        } catch (StartFailedException | FailedException e) {
            System.err.println("THE DRILL FAILED: " + e.getMessage() + "\nLogs and data are in " + data);
            return 1;
        }
        Folder.delete(data);
        return 0;
    }

    private void run() throws IOException {
        new DemoSeeder(api, stack.url(Service.CONSENT)).seed();
        backup.archiveFromNowOn();
        Api.Answer given = await("the consent", person::gives, Api.Answer::isSuccess);
        await("the answer to the consent", () -> person.answerAfter(given), "ALLOW CONSENT_GIVEN"::equals);
        say("a person has given a consent; asked about, the answer is ALLOW");
        backup.take();
        say("a base backup is taken; everything goes on, and the write-ahead log is archived");

        Api.Answer withdrawn = await("the withdrawal", person::withdraws, Api.Answer::isSuccess);
        await("the answer to the withdrawal", () -> person.answerAfter(withdrawn), DENIED::equals);
        String subject = withdrawn.body().path("subjectId").asText();
        await("a checkpoint over the withdrawal", () -> witness.keepsACheckpointOver(subject, WITHDRAWN), kept -> kept);
        say("the person has withdrawn; the answer is " + DENIED);
        say("a witness keeps a checkpoint over " + witness.kept() + " entries of the log, the withdrawal among them");

        restoreWhole();
        restoreOlder();
        print("The drill succeeded: nothing was lost, the older backup was noticed, and the withdrawal outlived both.");
    }

    private void restoreWhole() throws IOException {
        long lost = System.nanoTime();
        backup.restoreToTheLastCommit();
        say("the power failed and the databases were lost; base backup and all of the write-ahead log are put back");
        await("the answer after it", () -> neverAllows(person.answer()), DENIED::equals);
        Api.Answer another = await("writes to be taken", new DrillPerson(stack, api)::withdraws, Api.Answer::isSuccess);
        say("writes are taken and answers given %.1f s after the loss; the answer is %s"
                .formatted((System.nanoTime() - lost) / NANOS, DENIED));
        await("the proof that the log only grew", witness::seesThatItOnlyGrew, grew -> grew);
        say("nothing was lost: the log begins with what the kept checkpoint was signed for");
        String subject = another.body().path("subjectId").asText();
        long before = witness.kept();
        await(
                "a checkpoint over what came after the restore",
                () -> witness.keepsACheckpointOver(subject, WITHDRAWN),
                kept -> kept);
        require(witness.kept() > before, "the log did not grow");
        say("the log goes on: the witness keeps a checkpoint over " + witness.kept() + " entries");
    }

    private void restoreOlder() throws IOException {
        backup.restoreToTheBackup();
        say("the base backup alone is put back, which is from before the withdrawal");
        DrillPerson another = new DrillPerson(stack, api);
        await("writes to be refused", another::withdraws, answer -> answer.text()
                .contains("RESTORED_BEHIND_LOG"));
        say("consent-service has noticed, and refuses writes: RESTORED_BEHIND_LOG");
        neverAllows(person.answer());

        recover();
        say("recover has recorded again what the topics knew");
        await("the answer after recovery", () -> neverAllows(person.answer()), DENIED::equals);
        await("writes to be taken", another::withdraws, Api.Answer::isSuccess);
        neverAllows(person.answer());
        say("writes are taken again; asked about the person, the answer is " + DENIED);

        await("the log to notice", this::auditMetrics, text -> text.contains("lupa_ingest_halted 1.0"));
        require(!witness.seesThatItOnlyGrew(), "the log claims to have grown from what was signed");
        require(witness.served() < witness.kept(), "the log serves what it does not have");
        say("audit-service has noticed and takes nothing in; so has the witness: it keeps a checkpoint over "
                + witness.kept() + " entries, and " + witness.served() + " are served: see docs/operations.md");
    }

    private String auditMetrics() {
        return api.get("vendor-dpo", stack.url(Service.AUDIT) + "/q/metrics").text();
    }

    /** As docs/operations.md says: the service's own jar, with the service's settings, while the service is stopped. */
    private void recover() throws IOException {
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
        try {
            boolean hasEnded = recover.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            require(hasEnded && recover.exitValue() == 0, "recover did not succeed:\n" + Files.readString(report));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("interrupted");
        } finally {
            recover.destroyForcibly();
        }
        consent.restart();
    }

    private static String neverAllows(String answer) {
        require(!answer.startsWith("ALLOW"), "after the restore the answer was " + answer);
        return answer;
    }

    private static void require(boolean condition, String failure) {
        if (!condition) {
            throw new FailedException(failure);
        }
    }

    /** Asks until the answer is the one; a part that is away is not. */
    private static <T> T await(String what, Supplier<T> question, Predicate<T> isIt) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                T answer = question.get();
                if (isIt.test(answer)) {
                    return answer;
                }
            } catch (UncheckedIOException away) {
                // Asked again below.
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw new FailedException(what + " did not come within " + PATIENCE);
    }

    private void say(String line) {
        print("%6.1f s  %s".formatted((System.nanoTime() - begin) / NANOS, line));
    }

    private static void print(String line) {
        System.out.println(line);
    }

    /** The drill did not show what it must. */
    private static final class FailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }
}
