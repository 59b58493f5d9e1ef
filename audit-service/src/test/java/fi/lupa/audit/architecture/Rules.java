// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** What may depend on what. */
final class Rules {

    private static final String JSPECIFY = "org.jspecify..";

    static final ArchRule THE_TREE_DEPENDS_ON_NOTHING_OF_OURS = classes()
            .that()
            .resideInAPackage("fi.lupa.audit.merkle..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "fi.lupa.audit.merkle..", "java.lang..", "java.nio..", "java.util..", "java.security..", JSPECIFY);

    static final ArchRule A_LEAF_KNOWS_NEITHER_KAFKA_NOR_A_DATABASE = classes()
            .that()
            .resideInAPackage("fi.lupa.audit.leaf..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "fi.lupa.audit.leaf..",
                    "fi.lupa.platform.id..",
                    "com.fasterxml.jackson..",
                    "org.erdtman.jcs..",
                    "java.io..",
                    "java.lang..",
                    "java.nio..",
                    "java.security..",
                    "java.time..",
                    "java.util..",
                    JSPECIFY);

    static final ArchRule THE_LOG_DOES_NOT_KNOW_WHO_READS_IT = noClasses()
            .that()
            .resideInAPackage("fi.lupa.audit.log..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("fi.lupa.audit.serving..", "jakarta.ws.rs..", "fi.lupa.platform.caller..");

    static final ArchRule RESOURCES_ARE_NOT_PUBLIC =
            classes().that().areAnnotatedWith("jakarta.ws.rs.Path").should().bePackagePrivate();

    static final ArchRule RESOURCES_HOLD_NO_QUERY = noClasses()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    private Rules() {}
}
