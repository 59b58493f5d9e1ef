// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.checkpoint.LogKeys;
import fi.lupa.audit.merkle.note.TrustPolicy;
import fi.lupa.audit.tiles.TilesUnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** All that decides what is in a bundle: the same whenever it is fetched. */
record BundlePlan(ExtractCase found, Release release, IssuedPlace issued, List<Rail> rails, List<LogPapers> papers) {

    BundlePlan {
        rails = List.copyOf(rails);
        papers = List.copyOf(papers);
    }

    static BundlePlan of(Connection connection, ExtractCase found, LogKeys keys, TrustPolicy policy)
            throws SQLException {
        Extract extract = found.extract();
        Release release = Objects.requireNonNull(found.release());
        IssuedPlace issued = IssuedPlace.of(connection, extract.tenant(), release.event())
                .orElseThrow(() -> new NotAsLoggedException("the entry that tells of the extract is missing"));
        List<FixedLog> logs = found.preparation().logs();
        List<LogPapers> papers = new ArrayList<>();
        try {
            for (FixedLog log : logs) {
                papers.add(LogPapers.of(connection, extract.tenant(), log, keys, policy));
            }
        } catch (TilesUnreadableException e) {
            throw e.failure();
        }
        return new BundlePlan(found, release, issued, new RailPlan(connection, extract, issued).rails(logs), papers);
    }

    Extract extract() {
        return found.extract();
    }

    /** Says whether the entry itself was asked for: what lies beside the scope only shows where it ends. */
    boolean isInScope(WalkedEntry entry) {
        return rails.stream()
                .anyMatch(rail -> rail.kind() == entry.kind()
                        && (rail.kind().isChain() || rail.year() == entry.year())
                        && rail.from() <= entry.position()
                        && entry.position() < rail.until());
    }

    /** Says for which words the bundle can be shown to be complete. */
    Completeness completeness() {
        ExtractScope scope = extract().scope();
        if (scope.subject() != null) {
            return Completeness.SUBJECT;
        }
        if (scope.controller() != null) {
            return Completeness.CONTROLLER;
        }
        return scope.purpose() == null ? Completeness.PERIOD : Completeness.NONE;
    }

    /** What the bundle's own content shows to be complete; a purpose alone never is. */
    enum Completeness {
        SUBJECT,
        CONTROLLER,
        PERIOD,
        NONE
    }
}
