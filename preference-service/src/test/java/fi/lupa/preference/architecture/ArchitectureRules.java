// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;

/** What the architecture of this service rests on. */
final class ArchitectureRules {

    private static final String[] DATABASE_AND_BROKER = {
        "java.sql..", "javax.sql..", "io.agroal..", "io.quarkus.agroal..", "org.postgresql..", "org.apache.kafka.."
    };

    static final ArchRule DOMAINS_ARE_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("fi.lupa.preference..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "fi.lupa.preference..domain..");

    static final ArchRule DOMAINS_TOUCH_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage("fi.lupa.preference..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net..", "java.nio.file..");

    /** ADR 0007: an answer on the event loop must never wait for a database or a broker. */
    static final ArchRule ANSWERS_TOUCH_MEMORY_ONLY = noClasses()
            .that()
            .resideInAnyPackage(
                    "fi.lupa.preference.answer..",
                    "fi.lupa.preference.decision..",
                    "fi.lupa.preference.state",
                    "fi.lupa.preference.state.index..",
                    "fi.lupa.preference.architecture.violations..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE_AND_BROKER);

    static final ArchRule RESOURCES_HOLD_NO_QUERY = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .or()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE_AND_BROKER);

    private ArchitectureRules() {}

    /** Features below this package may use each other in one direction only. */
    static ArchRule featuresAreFreeOfCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }
}
