// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "fi.lupa.consent";
    private static final String VIOLATIONS = ROOT + ".architecture.violations";
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(VIOLATIONS);

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("domains are plain Java", ArchitectureRules.DOMAINS_ARE_PLAIN_JAVA),
                rule("only Transactions opens", ArchitectureRules.ONLY_TRANSACTIONS_OPENS_TRANSACTIONS),
                rule("only the relay commits by hand", ArchitectureRules.ONLY_THE_RELAY_COMMITS_BY_HAND),
                rule("resources hold no query", ArchitectureRules.RESOURCES_HOLD_NO_QUERY),
                rule("only the catalogue uses Hibernate", ArchitectureRules.ONLY_THE_CATALOGUE_USES_HIBERNATE),
                Arguments.of(
                        Named.of("no cycles", ArchitectureRules.featuresAreFreeOfCycles(ROOT)),
                        ArchitectureRules.featuresAreFreeOfCycles(VIOLATIONS)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds_inTheService(ArchRule rule, ArchRule onViolations) {
        // When, Then
        rule.check(SERVICE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void fails_onAPlantedViolation(ArchRule rule, ArchRule onViolations) {
        // When
        boolean found = onViolations.evaluate(PLANTED).hasViolation();

        // Then
        assertThat(found).isTrue();
    }

    private static Arguments rule(String name, ArchRule rule) {
        return Arguments.of(Named.of(name, rule), rule);
    }
}
