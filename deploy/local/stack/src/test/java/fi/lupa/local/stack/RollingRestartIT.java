// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two of each service are restarted one after the other under load, as an upgrade does it: no answer is wrong, and no client goes without one
 * for longer than the freshness limit. Its figures are printed and left in {@code target/rolling-restart.txt}. Only with {@code -Pdrills}.
 */
class RollingRestartIT {

    private static final int PEOPLE = 40;
    private static final String PURPOSE = "product-updates";
    private static final Duration FRESHNESS_LIMIT = Duration.ofSeconds(60);
    private static final double MILLION = 1e6;

    private final StartedStack lupa = StartedStack.get();
    private final Caller tool = lupa.as("marketing-tool", "kysely");
    private final StringBuilder figures = new StringBuilder();

    @Test
    void givesNoWrongAnswer_andNoneIsMissedForLong() throws IOException {
        // Given
        ServiceProcess other = lupa.stack().addReplica(Service.PREFERENCE);
        Map<Service, ServiceProcess> second = new LinkedHashMap<>();
        second.put(Service.AUDIT, lupa.stack().addReplica(Service.AUDIT));
        second.put(Service.PREFERENCE, other);
        second.put(Service.CONSENT, lupa.stack().addReplica(Service.CONSENT));
        Map<String, String> people = people();
        Askers askers = new Askers(List.of(tool, tool.asking(other)), people);
        Writers writers = new Writers(lupa, System.nanoTime());

        // When
        try (askers;
                writers) {
            second.forEach((service, process) -> {
                restart(lupa.stack().service(service), writers);
                restart(process, writers);
            });
        }

        // Then
        report(askers, writers);
        assertThat(askers.wrong()).isEmpty();
        assertThat(writers.wrong()).isEmpty();
        assertThat(writers.failures()).isEmpty();
        assertThat(askers.longestGap()).isLessThan(FRESHNESS_LIMIT);
        for (Caller asked : List.of(tool, tool.asking(other))) {
            assertThat(writers.last()).isNotEmpty().allSatisfy((email, said) -> assertThat(
                            asked.answer(email, PURPOSE, said.revision()))
                    .isEqualTo(said.expected()));
        }
        for (ServiceProcess process : List.of(lupa.stack().service(Service.PREFERENCE), other)) {
            assertThat(Files.readString(process.logFile())).contains("from=database", "from=file");
        }
        second.values().forEach(ServiceProcess::stop);
    }

    /** Half of them said yes and half of them no, before anything is restarted. */
    private Map<String, String> people() {
        Map<String, String> people = new HashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            String email = FirstPathIT.somebody();
            Api.Answer last = tool.gives(email, PURPOSE);
            if (i % 2 == 0) {
                last = tool.withdraws(email, PURPOSE);
            }
            people.put(email, tool.answer(email, PURPOSE, FirstPathIT.revision(last)));
        }
        assertThat(people.values()).containsOnly("ALLOW CONSENT_GIVEN", "DENY CONSENT_WITHDRAWN");
        return people;
    }

    private void restart(ServiceProcess process, Writers writers) {
        long begin = System.nanoTime();
        process.restart();
        figures.append("%-24s ready again after %,6.0f ms%n"
                .formatted(process.directory().getFileName(), (System.nanoTime() - begin) / MILLION));
        writers.awaitMore(5);
    }

    private void report(Askers askers, Writers writers) throws IOException {
        figures.append("answers %d, wrong %d, asked the next process %d times, longest without an answer %d ms%n"
                .formatted(
                        askers.answered(),
                        askers.wrong().size(),
                        askers.goneOn(),
                        askers.longestGap().toMillis()));
        figures.append("records acknowledged meanwhile %d, answers to writers that were wrong %d%n"
                .formatted(writers.acknowledged().size(), writers.wrong().size()));
        System.out.print(figures);
        Files.writeString(StartedStack.ROOT.resolve("deploy/local/stack/target/rolling-restart.txt"), figures);
    }
}
