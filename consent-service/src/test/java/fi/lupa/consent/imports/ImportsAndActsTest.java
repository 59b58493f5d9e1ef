// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Body;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.platform.id.Timestamps;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No order of imports and people's own acts turns a no into a yes. The seed is printed; {@code -Dlupa.imports.seed} repeats a run.
 */
@QuarkusTest
class ImportsAndActsTest {

    private static final int PEOPLE = 16;
    private static final int STEPS = 6;
    private static final String PURPOSE = "product-updates";

    private final Tenant tenant = Tenant.named();
    private final Imported imports = new Imported(tenant);
    private final Map<String, List<Instant>> noes = new LinkedHashMap<>();

    @BeforeEach
    void fill() {
        tenant.fill();
    }

    @Test
    void noImportBringsBackWhoeverSaidNo_whateverTheOrderAndTheDates() {
        // Given
        long seed = Long.getLong("lupa.imports.seed", System.nanoTime());
        System.out.println("ImportsAndActsTest seed " + seed);
        Random random = new Random(seed);
        for (int person = 0; person < PEOPLE; person++) {
            noes.put(Body.anyMail(), new ArrayList<>());
        }

        for (int step = 0; step < STEPS; step++) {
            // When
            List<String> rows = new ArrayList<>();
            noes.forEach((mail, said) -> act(random, mail, said, rows));
            Collections.shuffle(rows, random);
            imports.report(imports.csv("", Imported.HEADER + String.join("", rows)));

            // Then
            noes.forEach((mail, said) -> assertThat(said.isEmpty() || rests(standing(mail), said))
                    .as("seed " + seed + ": " + standing(mail) + " against " + said)
                    .isTrue());
        }
        assertThat(noes.values().stream().filter(said -> !said.isEmpty())).hasSizeGreaterThan(PEOPLE / 2);
    }

    private void act(Random random, String mail, List<Instant> said, List<String> rows) {
        Instant now = Timestamps.truncate(Instant.now());
        Instant some = now.minus(Duration.ofHours(random.nextInt(24 * 400))).plusSeconds(random.nextInt(3_600));
        switch (random.nextInt(6)) {
            case 0 -> tenant.consent(Body.ofMail(mail).give(PURPOSE, "EMAIL").by("WEB_CHECKBOX"));
            case 1 -> {
                tenant.consent(
                        Body.ofMail(mail).choose("WITHDRAWN", PURPOSE, "EMAIL").by("WEB_BUTTON"));
                said.add(now);
            }
            case 2 -> {
                String date = random.nextBoolean() ? Timestamps.format(some) : "";
                rows.add(Imported.row(mail, random.nextBoolean() ? "REFUSED" : "WITHDRAWN", "", date, "", ""));
                said.add(date.isEmpty() ? now : some);
            }
            case 3 -> {
                rows.add(Imported.yes(mail, Timestamps.format(now)));
                rows.add(Imported.yes(mail, Timestamps.format(some)));
            }
            default -> rows.add(Imported.yes(mail, Timestamps.format(some)));
        }
    }

    /** A yes beside a no is the person's own, and later. */
    private static boolean rests(@Nullable Map<String, Object> permission, List<Instant> said) {
        if (permission == null) {
            return true;
        }
        Instant at = Instant.parse(String.valueOf(permission.get("at")));
        return "WEB_CHECKBOX".equals(permission.get("method")) && said.stream().allMatch(no -> !at.isBefore(no));
    }

    private @Nullable Map<String, Object> standing(String mail) {
        return tenant.post(
                        "/v1/subjects/lookup",
                        Map.of("controller", "kysely", "recipient", Map.of("type", "EMAIL", "value", mail)))
                .jsonPath()
                .getMap("choices.find { it.channel == 'EMAIL' }.permission");
    }
}
