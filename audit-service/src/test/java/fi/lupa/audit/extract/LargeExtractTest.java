// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.audit.Facts;
import fi.lupa.audit.leaf.Feed;
import fi.lupa.audit.merkle.ForeignTree;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.Topics;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.platform.id.TenantId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hundred thousand entries in one extract, through Go's own implementation: signature, growth, every inclusion, the root recomputed. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class LargeExtractTest {

    private static final String TENANT = "large-vendor";
    private static final UUID TENANT_ID = TenantId.ofKey(TENANT).value();
    private static final int FACTS = 100_000;

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @Test
    void isAcceptedByGosOwnImplementation_andNoChangedLineIs() throws IOException {
        // Given
        ExtractKit kit = new ExtractKit(issuer, TENANT, "kysely");
        try (Topics topics = new Topics(kafka.bootstrapServers())) {
            topics.sendAll(Feed.FACTS, IntStream.range(0, FACTS).mapToObj(LargeExtractTest::fact));
        }
        ExtractKit.await(() -> kit.size() == FACTS);
        Path directory = Files.createTempDirectory(Path.of("target"), "large").toAbsolutePath();

        // When
        byte[] whole = kit.issued("{}", "officer-1", "officer-2");
        byte[] later = kit.issued("{\"subjectId\":\"" + Facts.subject(77) + "\"}", "officer-1", "officer-2");

        // Then
        assertThat(verdict(directory, whole))
                .isEqualTo("ACCEPTED " + (FACTS + 1) + " entries, 1 logs, 0 grown, 1 recomputed whole\n");
        assertThat(verdict(directory, later)).matches("ACCEPTED \\d+ entries, 1 logs, 1 grown, 0 recomputed whole\n");
        BundleFile good = BundleFile.of(whole);
        byte[] lines = Objects.requireNonNull(good.parts().get("entries/part-0001.ndjson"));
        lines[lines.length / 2] ^= 1;
        assertThat(verdict(directory, good.zip())).startsWith("REFUSED");
        BundleFile grown = BundleFile.of(later);
        String growth = grown.parts().keySet().stream()
                .filter(name -> name.endsWith("consistency.txt"))
                .findFirst()
                .orElseThrow();
        assertThat(verdict(
                        directory,
                        grown.with(growth, LargeExtractTest::otherProof).zip()))
                .contains("REFUSED growth");
    }

    /** The same proof with one letter of its first hash changed. */
    private static String otherProof(String growth) {
        int at = growth.indexOf('\n') + 1;
        return growth.substring(0, at) + (growth.charAt(at) == 'B' ? 'C' : 'B') + growth.substring(at + 1);
    }

    private static String verdict(Path directory, byte[] bundle) throws IOException {
        return ForeignTree.verdictOnExtract(Files.write(directory.resolve("extract.asice"), bundle));
    }

    private static Facts.Message fact(int number) {
        return Facts.consent(TENANT_ID, 200_000 + number, Facts.subject(number % 5_000), number / 5_000 + 1, "kysely");
    }
}
