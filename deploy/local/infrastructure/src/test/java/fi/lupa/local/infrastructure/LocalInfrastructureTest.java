// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class LocalInfrastructureTest {
    @Test
    void answers_whenStarted() throws Exception {
        long t = System.nanoTime();
        LocalStack stack = LocalStack.with(Part.POSTGRES, Part.KAFKA, Part.ISSUER, Part.MAIL);
        System.out.println("all " + (System.nanoTime() - t) / 1_000_000);
        try (Connection c = stack.postgres().connect("postgres");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select version()")) {
            assertThat(r.next()).isTrue();
            System.out.println(r.getString(1));
        }
        for (ChildProcess p : java.util.List.of(stack.postgres(), stack.kafka(), stack.issuer(), stack.mail())) {
            for (long pid : p.pids()) {
                System.out.println(p.logFile().getFileName() + " " + pid + " "
                        + java.nio.file.Files.readAllLines(java.nio.file.Path.of("/proc/" + pid + "/status")).stream()
                                .filter(l -> l.startsWith("VmRSS"))
                                .toList());
            }
        }
    }
}
