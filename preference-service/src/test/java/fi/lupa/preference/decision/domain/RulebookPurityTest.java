// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules are a pure function: plain Java, no clock, no dice, no input or output. Each rule is shown to fail. */
class RulebookPurityTest {

    private static final ArchRule PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("..decision.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java.lang..", "java.time..", "java.util..", "org.jspecify..", "..decision.domain..");

    private static final ArchRule NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..decision.domain..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @Test
    void needsNothingButItsArguments() {
        // Given
        JavaClasses rules = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("fi.lupa.preference.decision.domain");

        // When
        boolean clean = !PLAIN_JAVA.evaluate(rules).hasViolation()
                && !NO_CLOCK.evaluate(rules).hasViolation();

        // Then
        assertThat(rules).hasSizeGreaterThan(40);
        assertThat(clean).isTrue();
    }

    @Test
    void isCaught_whenItReadsAClockOrAFile() {
        // Given
        JavaClasses planted = new ClassFileImporter().importClasses(Impure.class);

        // When
        boolean caught = PLAIN_JAVA.evaluate(planted).hasViolation()
                && NO_CLOCK.evaluate(planted).hasViolation();

        // Then
        assertThat(caught).isTrue();
    }

    static final class Impure {

        private Impure() {}

        static String read() {
            return Instant.now() + new java.io.File("x").getName();
        }
    }
}
