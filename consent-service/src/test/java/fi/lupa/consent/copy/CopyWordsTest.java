// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.consent.capture.Language;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.LegalBasis;
import fi.lupa.platform.identifier.IdentifierType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyWordsTest {

    private static final Path FACTS = Path.of("src/main/contract/events/fact/v1/examples");

    @Test
    void saysEverythingInThreeLanguages_eachInItsOwnWords() throws IOException {
        // Given
        List<Properties> bundles =
                Stream.of(Language.values()).map(CopyWordsTest::bundle).toList();

        // Then
        for (String key : bundles.get(0).stringPropertyNames()) {
            Set<String> texts =
                    bundles.stream().map(bundle -> bundle.getProperty(key, "")).collect(Collectors.toSet());
            assertThat(texts).as(key).hasSize(3).noneMatch(String::isBlank);
        }
        assertThat(bundles)
                .extracting(Properties::size)
                .containsOnly(bundles.get(0).size());
    }

    @Test
    void hasAWordForEveryKindOfFactBasisCategoryAndIdentifier() throws IOException {
        // Given
        CopyWords words = new CopyWords(Language.EN);

        // Then
        try (Stream<Path> examples = Files.list(FACTS)) {
            assertThat(examples.map(path -> path.getFileName().toString().replace(".json", "")))
                    .allSatisfy(kind -> assertThat(words.word("kind", kind)).isNotEqualTo(kind));
        }
        assertThat(LegalBasis.values()).allSatisfy(basis -> assertThat(words.word("basis", basis.name()))
                .isNotEqualTo(basis.name()));
        assertThat(Category.values()).allSatisfy(one -> assertThat(words.word("category", one.name()))
                .isNotEqualTo(one.name()));
        assertThat(IdentifierType.values()).allSatisfy(type -> assertThat(words.word("identifier", type.name()))
                .isNotEqualTo(type.name()));
    }

    private static Properties bundle(Language language) {
        Properties bundle = new Properties();
        String name = "copy_" + language.tag() + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(CopyWords.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            bundle.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bundle;
    }
}
