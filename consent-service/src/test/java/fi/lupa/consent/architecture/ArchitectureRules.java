// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import fi.lupa.consent.store.Transactions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import javax.sql.DataSource;

/** What the architecture of this service rests on. */
final class ArchitectureRules {

    static final ArchRule DOMAINS_ARE_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("fi.lupa.consent..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "fi.lupa.consent..domain..");

    static final ArchRule ONLY_TRANSACTIONS_OPENS_TRANSACTIONS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Transactions.class.getName())
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    QuarkusTransaction.class, Transactional.class, UserTransaction.class, TransactionManager.class)
            .because("the write protocol is kept in one place");

    /** The relay keeps its own progress, as a role that can write nobody's rows. */
    static final ArchRule ONLY_THE_RELAY_COMMITS_BY_HAND = noClasses()
            .that()
            .resideOutsideOfPackage("fi.lupa.consent.journal.relay..")
            .should()
            .callMethod(Connection.class, "setAutoCommit", boolean.class);

    static final ArchRule RESOURCES_HOLD_NO_QUERY = noClasses()
            .that()
            .areAnnotatedWith(Path.class)
            .or()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(EntityManager.class, DataSource.class, Connection.class);

    /** Facts and the journal are written statement by statement; see docs/adr/0010. */
    static final ArchRule ONLY_THE_CATALOGUE_USES_HIBERNATE = noClasses()
            .that()
            .resideOutsideOfPackage("fi.lupa.consent.catalogue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..");

    private ArchitectureRules() {}

    /** Features below this package may use each other in one direction only; the relay is a feature above the journal it reads. */
    static ArchRule featuresAreFreeOfCycles(String root) {
        return slices().assignedFrom(new Features(root)).should().beFreeOfCycles();
    }

    private record Features(String root) implements SliceAssignment {

        private static final String RELAY = "journal.relay";

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String prefix = root + ".";
            if (!type.getPackageName().startsWith(prefix)) {
                return SliceIdentifier.ignore();
            }
            String feature = type.getPackageName().substring(prefix.length());
            return SliceIdentifier.of(feature.startsWith(RELAY) ? RELAY : feature.replaceFirst("\\..*", ""));
        }

        @Override
        public String getDescription() {
            return "features of " + root;
        }
    }
}
