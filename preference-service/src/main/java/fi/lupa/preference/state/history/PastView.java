// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.history;

import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.preference.decision.domain.Mandate;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.ControllerView;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Reach;
import fi.lupa.preference.state.domain.Watermarks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was held at a moment: the catalogue as it was, and subjects that are looked up in the database one by one. */
final class PastView implements StateIndex.View {

    private final StateIndex.View catalogue;
    private final StateIndex.View live;
    private final PastTables tables;
    private final Watermarks marks;
    private final Instant at;
    private final Instant known;

    PastView(
            StateIndex.View catalogue,
            StateIndex.View live,
            PastTables tables,
            Watermarks marks,
            Instant at,
            Instant known) {
        this.catalogue = catalogue;
        this.live = live;
        this.tables = tables;
        this.marks = marks;
        this.at = at;
        this.known = known;
    }

    @Override
    public Watermarks marks() {
        return marks;
    }

    @Override
    public boolean everythingInDoubt() {
        return catalogue.everythingInDoubt();
    }

    @Override
    public Optional<ControllerView> controller(TenantId tenant, String key) {
        return catalogue.controller(tenant, key);
    }

    @Override
    public List<Mandate> mandatesOf(TenantId tenant, String client) {
        return catalogue.mandatesOf(tenant, client);
    }

    /** Lists have no history: an identifier that stands on one now is told no "yes" of the past either. */
    @Override
    public Optional<Suppressions> suppressions(StateIndex.Lookup lookup) {
        return live.suppressions(lookup);
    }

    @Override
    public int known(TenantId tenant) {
        return live.known(tenant);
    }

    @Override
    public List<StateIndex.Found> find(TenantId tenant, List<IdentifierKey> keys) {
        return tables.claims(tenant, keys).entrySet().stream()
                .flatMap(claim -> found(tenant, claim.getKey(), claim.getValue()).stream())
                .toList();
    }

    private List<StateIndex.Found> found(TenantId tenant, String subject, List<PastTables.Claim> claims) {
        Revisions revisions = tables.revisions(tenant, subject);
        Position written = revisions.positionAt(known);
        var asked = claims.stream()
                .filter(claim -> !claim.since().isAfter(written))
                .map(PastTables.Claim::ref)
                .collect(Collectors.toUnmodifiableSet());
        Reach.Claim claim = new Reach.Claim(written, 0);
        if (asked.isEmpty()) {
            return List.of();
        }
        List<SubjectState> facts = tables.isUnreadable(tenant, subject)
                ? List.of(SubjectState.unreadable())
                : revisions.facts(at, known, asked);
        List<List<IdentifierKey>> organisations = tables.organisations(tenant, subject);
        boolean oneOfSeveral = claims.stream().anyMatch(PastTables.Claim::oneOfSeveral);
        return facts.stream()
                .map(state -> oneOfSeveral ? state.amongSeveral() : state)
                .map(state -> new StateIndex.Found(state.sent(Sendings.UNKNOWN), claim, organisations))
                .toList();
    }
}
