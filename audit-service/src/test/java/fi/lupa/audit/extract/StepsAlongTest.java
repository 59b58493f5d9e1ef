// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A job that ends after any page comes to the same as one that goes through. */
class StepsAlongTest {

    private static final List<Rail> RAILS = List.of(
            new Rail(Rail.Kind.CONTROLLER, "kysely", 0, 4, 20, 5, 20),
            new Rail(Rail.Kind.LOG, null, 2026, 3, 2, 3, 3),
            Rail.issued(2026, 77));

    @Test
    void meetsEachPositionOnce_whenEveryPageIsTakenByAnotherProcess() {
        // Given
        List<Long> met = new ArrayList<>();
        Preparation.Step last = Preparation.Step.NONE;

        // When
        for (StepsAlong steps = new StepsAlong(RAILS, last); !steps.isAtTheEnd(); steps = new StepsAlong(RAILS, last)) {
            List<WalkedEntry> page = page(steps.rail(), steps.position(), 5);
            page.forEach(entry -> met.add(entry.position()));
            steps.take(page);
            last = steps.step();
        }

        // Then
        assertThat(met)
                .containsExactlyElementsOf(LongStream.concat(LongStream.rangeClosed(4, 20), LongStream.of(77))
                        .boxed()
                        .toList());
        assertThat(last.count()).isEqualTo(new Preparation.Count(18, 18, 17, 1));
        assertThat(last.number()).isEqualTo(5);
    }

    private static List<WalkedEntry> page(Rail rail, long from, int size) {
        return LongStream.rangeClosed(from, Math.min(rail.last(), from + size - 1))
                .mapToObj(at -> new WalkedEntry(rail.kind(), at, 2026, "LOG", at, at != 7, null))
                .toList();
    }
}
