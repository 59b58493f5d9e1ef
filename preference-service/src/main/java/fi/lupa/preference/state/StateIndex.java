// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.domain.Reach;
import fi.lupa.preference.state.domain.Watermarks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Everything an answer needs, in memory. Reads take no lock and wait for nothing; safe for any number of threads. */
public interface StateIndex {

    /** Returns what is held; empty until it was loaded once. */
    Optional<View> view();

    /** What is held; it goes on changing, but never to something older. */
    interface View {

        /** Returns the marks. Take them before the states: what is read later holds at least what they promise. */
        Watermarks marks();

        /** Tells whether a catalogue record came of which nobody can tell what it was about; then nothing is allowed to anybody. */
        boolean everythingInDoubt();

        /** Returns a controller with its catalogue; empty if the tenant has none of this key. */
        Optional<ControllerView> controller(TenantId tenant, String key);

        /** Returns every mandate of the tenant that names the client as processor. */
        List<Mandate> mandatesOf(TenantId tenant, String client);

        /** Returns on which lists an identifier stands; empty if a list cannot be read where it would stand. */
        Optional<Suppressions> suppressions(Lookup lookup);

        /** Returns how many identifiers of the tenant are known. */
        int known(TenantId tenant);

        /** Returns every state that claims one of the keys; an unknown identifier has none. */
        List<Found> find(TenantId tenant, List<IdentifierKey> keys);
    }

    /** Under which keys an identifier may stand on the lists that matter to a controller. */
    record Lookup(TenantId tenant, String controller, UUID domain, List<IdentifierKey> keys) {}

    /**
     * A state that claims the asked identifier.
     *
     * @param facts as the rules see them; unreadable if something later about the subject could not be read
     * @param organisations the keys of each organisation behind the subject, to be looked up beside it
     */
    record Found(SubjectState facts, Reach.Claim claim, List<List<IdentifierKey>> organisations) {}
}
