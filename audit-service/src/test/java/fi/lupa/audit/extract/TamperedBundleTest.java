// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.audit.Facts;
import fi.lupa.audit.serving.AuditInfrastructure;
import fi.lupa.audit.serving.SealFiles;
import fi.lupa.audit.serving.VaultStub;
import fi.lupa.audit.time.TimeAuthority;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.OidcIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stranger says when a part is changed or taken away, or the owner of the seal lies. */
@QuarkusTest
@QuarkusTestResource(AuditInfrastructure.class)
class TamperedBundleTest {

    @SuppressWarnings("NullAway.Init") // Set by AuditInfrastructure before each test.
    OidcIssuer issuer;

    @SuppressWarnings("NullAway.Init")
    KafkaBroker kafka;

    @SuppressWarnings("NullAway.Init")
    SealFiles seal;

    @SuppressWarnings("NullAway.Init")
    VaultStub vault;

    @SuppressWarnings("NullAway.Init")
    TimeAuthority time;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Verdicts verdicts;

    private ExtractKit kit() {
        return new ExtractKit(issuer);
    }

    @BeforeEach
    void logSomething() throws IOException {
        vault.asAlways();
        kit().logWavesOnce(kafka, vault);
        verdicts = Verdicts.with(kit(), seal, time);
    }

    @Test
    void refusesWithTheReason_whenAnyPartIsChangedOrTakenAway() throws IOException {
        // Given
        BundleFile good = BundleFile.of(verdicts.controllerBundle());

        for (String name : good.parts().keySet()) {
            // When
            byte[] changed = good.parts().get(name).clone();
            if (changed.length > 0) {
                changed[changed.length / 2] ^= 1;
                String flipped = verdicts.of(good.withBytes(name, changed).zip());

                // Then
                assertThat(flipped).as("changed " + name).contains("REFUSED: ").doesNotContain("Traceback");
                assertThat(flipped)
                        .as("changed " + name)
                        .containsAnyOf(name, "seal", "list of parts", "ASiC-E", "not base64");
            }
            String missing = verdicts.of(good.without(name).zip());
            assertThat(missing).as("without " + name).contains("REFUSED: ").contains(name);
        }
        assertThat(verdicts.of(good.withBytes("more.txt", new byte[1]).zip()))
                .contains("REFUSED: more.txt is not under the seal");
    }

    @Test
    void namesTheGap_whenTheOwnerOfTheSealLeavesOneLeafOut() throws IOException {
        // Given
        BundleFile good = BundleFile.of(verdicts.controllerBundle());
        String victim = good.text("entries/part-0001.ndjson")
                .lines()
                .filter(line -> line.contains(Facts.subject(702)))
                .findFirst()
                .orElseThrow();
        int row = good.text("entries/part-0001.ndjson").lines().toList().indexOf(victim);
        String place = good.text("index.csv").lines().toList().get(row + 1);
        String[] words = place.split(";", -1);

        // When
        BundleFile cut = good.with("entries/part-0001.ndjson", text -> text.replace(victim + "\n", ""))
                .with("index.csv", text -> text.replace(place + "\n", ""))
                .with("manifest.json", TamperedBundleTest::oneEntryLess);
        BundleFile hidden = cut.with("withheld.csv", text -> text + place + "\n");
        BundleFile changed = good.with("entries/part-0001.ndjson", text -> text.replace("SURVEY_TICK", "WEB_FORM"));
        BundleFile shorter =
                good.with("manifest.json", text -> text.replaceAll("\"until\" : \\d+", "\"until\" : " + words[1])
                        .replaceAll("\"last\" : \\d+", "\"last\" : " + words[1]));

        // Then
        assertThat(verdicts.of(cut.sealed(verdicts.ours())))
                .contains("REFUSED: a gap: number " + words[1] + " about the controller kysely is missing (it is entry "
                        + words[2] + ":" + words[3] + ")");
        assertThat(verdicts.of(hidden.sealed(verdicts.ours())))
                .contains("REFUSED: number " + words[1] + " about the controller kysely is withheld");
        assertThat(verdicts.of(changed.sealed(verdicts.ours()))).contains("is not the one that was logged");
        assertThat(verdicts.of(shorter.sealed(verdicts.ours()))).contains("REFUSED: ");
    }

    @Test
    void missesTheEnd_whenTheOwnerOfTheSealCutsThePeriodShort() throws IOException {
        // Given
        BundleFile good = BundleFile.of(
                kit().issued("{\"from\":\"" + ExtractKit.waves().third() + "\"}", "officer-1", "officer-2"));
        List<String> places = good.text("index.csv").lines().toList();
        List<String> entries = good.text("entries/part-0001.ndjson").lines().toList();
        int tail = places.size() - 2;
        long cutAt = Long.parseLong(places.get(tail).split(";", -1)[1]);
        String own = places.get(tail + 1);

        // When
        BundleFile shorter = good.with("index.csv", text -> text.replace(places.get(tail) + "\n", "")
                        .replace(own, own.replaceFirst("log", "issued")))
                .with("entries/part-0001.ndjson", text -> text.replace(entries.get(tail - 1) + "\n", ""))
                .with("manifest.json", text -> endingBefore(cutAt, text));

        // Then
        assertThat(verdicts.of(shorter.sealed(verdicts.ours())))
                .contains("REFUSED: the end of the period is not shown");
    }

    @Test
    void refusesPersonalFieldsThatWereNotLogged_whenTheVaultGivesOthers() throws IOException {
        // Given
        byte[] held = kit().issued("{\"subjectId\":\"" + Facts.subject(701) + "\"}", "officer-1", "officer-2");
        BundleFile other = BundleFile.of(held)
                .with(
                        "disclosures.ndjson",
                        text -> text.replaceFirst(
                                ExtractKit.waves().disclosure(),
                                ExtractKit.waves().disclosure() + "A"));

        // Then
        assertThat(verdicts.of(other.sealed(verdicts.ours()))).contains("that are not the ones that were logged");
    }

    /** As if the period had ended there: the rail is cut, and the entry of the extract itself gets a rail of its own. */
    private static String endingBefore(long position, String manifest) {
        ObjectNode changed = Facts.object(manifest);
        ObjectNode rail = (ObjectNode) changed.path("rails").path(0);
        long issued = rail.path("last").asLong();
        ObjectNode own = rail.deepCopy().put("rail", "issued").put("first", issued);
        own.put("last", issued).put("from", issued).put("until", issued);
        changed.withArray("rails").add(own);
        rail.put("last", position - 1).put("until", position);
        return changed.put("entries", changed.path("entries").asLong() - 1).toString();
    }

    private static String oneEntryLess(String manifest) {
        int entries = JsonPath.from(manifest).getInt("entries");
        return manifest.replace("\"entries\" : " + entries, "\"entries\" : " + (entries - 1));
    }
}
