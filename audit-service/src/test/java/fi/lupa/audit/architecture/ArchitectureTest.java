// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import fi.lupa.audit.leaf.DatabaseInTheLeaf;
import fi.lupa.audit.log.ServingInTheLog;
import fi.lupa.audit.merkle.ClockInTheTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of this service's packages; each is also shown to catch a class that breaks it. */
class ArchitectureTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("fi.lupa.audit");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(Rules.THE_TREE_DEPENDS_ON_NOTHING_OF_OURS, ClockInTheTree.class),
                Arguments.of(Rules.A_LEAF_KNOWS_NEITHER_KAFKA_NOR_A_DATABASE, DatabaseInTheLeaf.class),
                Arguments.of(Rules.THE_LOG_DOES_NOT_KNOW_WHO_READS_IT, ServingInTheLog.class),
                Arguments.of(Rules.RESOURCES_ARE_NOT_PUBLIC, PublicResource.class),
                Arguments.of(Rules.RESOURCES_HOLD_NO_QUERY, StatementInAResource.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isKept_whenProductionCodeIsRead(ArchRule rule, Class<?> violation) {
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isCaught_whenAClassBreaksTheRule(ArchRule rule, Class<?> violation) {
        // Given
        JavaClasses broken = new ClassFileImporter().importClasses(List.of(violation));

        // When
        EvaluationResult result = rule.allowEmptyShould(true).evaluate(broken);

        // Then
        assertThat(result.hasViolation()).isTrue();
    }
}
