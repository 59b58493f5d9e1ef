// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.ControllerContact;
import fi.lupa.consent.catalogue.Mandate;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For whom a processor works: the controllers of its token that have given it a mandate which is in force, and those that are itself. */
@ApplicationScoped
class Clients {

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final InstantSource clock;

    Clients(Transactions transactions, Catalogue catalogue, InstantSource clock) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Whom a referral is about.
     *
     * @param clients keys of the controllers it is for
     * @param own keys of the controllers that the processor itself is
     */
    record Parties(List<String> clients, List<String> own) {

        /** Keeps copies. */
        Parties {
            clients = List.copyOf(clients);
            own = List.copyOf(own);
        }

        List<String> all() {
            List<String> all = new ArrayList<>(clients);
            all.addAll(own);
            return all;
        }
    }

    /** Returns those named, or all; throws CALLER_NOT_AUTHORISED, and MANDATE_OUT_OF_SCOPE where there is no mandate. */
    Parties of(Caller caller, @Nullable List<String> named) {
        if (named != null) {
            named.forEach(caller::mayActFor);
        }
        return transactions.read(caller.tenant(), () -> {
            List<String> own = own(caller);
            List<String> mandated = mandated(caller, own, clock.instant());
            Parties parties = new Parties(named == null ? mandated : named, own);
            require(parties, mandated);
            return parties;
        });
    }

    /** Asks again in the write in progress. */
    void require(Caller caller, Parties parties, Instant now) {
        require(parties, mandated(caller, parties.own(), now));
    }

    private static void require(Parties parties, List<String> mandated) {
        if (parties.clients().isEmpty() || !mandated.containsAll(parties.clients())) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
    }

    private List<String> mandated(Caller caller, List<String> own, Instant now) {
        return new ArrayList<>(catalogue.mandatesOf(caller.tenant(), caller.client()).stream()
                .filter(mandate -> mandate.isInForce(now))
                .map(Mandate::controller)
                .filter(key -> caller.controllers().contains(key) && !own.contains(key))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<String> own(Caller caller) {
        return caller.controllers().stream()
                .sorted()
                .filter(key -> catalogue
                        .controller(caller.tenant(), key)
                        .filter(controller -> controller.ownClients().contains(caller.client()))
                        .isPresent())
                .toList();
    }

    /** How a controller is reached, in the write in progress. */
    ControllerContact contact(Caller caller, Controller controller) {
        return catalogue
                .contactOf(caller.tenant(), controller.key())
                .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN));
    }
}
