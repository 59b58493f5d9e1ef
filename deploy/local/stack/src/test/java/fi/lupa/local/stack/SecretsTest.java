// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services start side by side and ask for the same secrets. */
class SecretsTest {

    private static final int ROUNDS = 200;
    private static final int AT_ONCE = 8;

    @TempDir
    Path folder;

    @Test
    void areMadeOnce_howeverManyAskForThemAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                // Given
                Secrets secrets = new Secrets(folder.resolve(Integer.toString(round)));
                List<Callable<String>> asks = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    asks.add(() -> secrets.password("pages-session"));
                }

                // When
                List<String> told = new ArrayList<>();
                for (Future<String> answer : threads.invokeAll(asks)) {
                    told.add(answer.get());
                }

                // Then
                assertThat(told).hasSize(AT_ONCE).containsOnly(told.get(0));
                assertThat(told.get(0)).hasSizeGreaterThan(40);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
