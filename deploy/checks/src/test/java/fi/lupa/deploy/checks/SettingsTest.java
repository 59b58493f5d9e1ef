// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/settings-SERVICE.md} is what the configuration interfaces say; {@code -Dlupa.docs=write} writes it. */
class SettingsTest {

    /** What the sources cannot say of themselves: settings that are injected one by one, and those of the platform. */
    private static final Properties WORDS = words();

    @ParameterizedTest
    @ValueSource(strings = {"consent-service", "preference-service", "audit-service"})
    void areAllOnThePageOfTheService(String service) throws IOException {
        // Given
        String page = page(service);
        String name = "docs/settings-" + service + ".md";
        if ("write".equals(System.getProperty("lupa.docs"))) {
            Files.writeString(Project.path(name), page);
        }

        // Then
        assertThat(Project.text(name)).isEqualTo(page);
    }

    @Test
    void haveWordsWhereTheSourcesHaveNone_andNoWordsAreLeftOver() {
        Set<String> silent = Project.SERVICES.stream()
                .flatMap(service -> Setting.of(service).stream())
                .filter(setting -> setting.words().isEmpty())
                .map(Setting::key)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(WORDS.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(silent);
    }

    @Test
    void findWhatIsInTheInterfaces() {
        List<Setting> consent = Setting.of("consent-service");
        assertThat(consent)
                .contains(new Setting(
                        "lupa.kafka.partitions",
                        "number",
                        "12",
                        false,
                        "The partitions of each topic, fixed for its life."))
                .extracting(Setting::key)
                .contains("consent.relay.database.url", "lupa.vault.keyset", "consent.expiry.every")
                .doesNotContain("lupa.audit.checkpoints.key");
        assertThat(consent)
                .filteredOn(setting -> setting.key().equals("lupa.vault.keyset"))
                .allMatch(Setting::isNeeded);
    }

    private static String page(String service) {
        StringBuilder page = new StringBuilder("# Settings of " + service + "\n\n"
                + "Generated from the sources by `SettingsTest` in `deploy/checks`: change them, not this. A setting is given as a property, or in the\n"
                + "environment under the name beside it. Any setting of Quarkus can be given too, and `kafka.…` with any of Kafka's clients: see\n"
                + "[operations](operations.md). Durations are written as in ISO 8601 (`PT5S`) or short (`5S`).\n\n"
                + "| setting | environment | value | default | what it means |\n|---|---|---|---|---|\n");
        for (Setting setting : Setting.of(service)) {
            String words = setting.words().isEmpty() ? WORDS.getProperty(setting.key(), "") : setting.words();
            page.append("| `%s` | `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting.key(),
                            ServiceFacts.variable(setting.key()),
                            setting.type(),
                            preset(setting),
                            words.replace("|", "\\|")));
        }
        return page.toString();
    }

    private static String preset(Setting setting) {
        if (setting.isNeeded()) {
            return "**must be given**";
        }
        return setting.preset().isEmpty() ? "–" : "`" + setting.preset() + "`";
    }

    private static Properties words() {
        Properties words = new Properties();
        try (InputStream in = SettingsTest.class.getResourceAsStream("/settings-words.properties");
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
