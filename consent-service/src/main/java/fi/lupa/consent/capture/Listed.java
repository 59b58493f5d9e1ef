// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.sql.Together;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.identifier.IdentifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which identifiers of a recipient stand on the list of the erased or on the controller's own, under any of their keys, and since when. */
record Listed(Session session, Map<IdentifierKey, Instant> since) {

    /** Keeps a copy. */
    Listed {
        since = Map.copyOf(since);
    }

    /** Nobody, for what asks nothing of it. */
    static Listed none(Session session) {
        return new Listed(session, Map.of());
    }

    /** Looks for them with other statements. */
    static Supplier<Listed> of(Session session, Suppressions suppressions, Together together) {
        List<ListName> lists = List.of(
                ListName.erased(session.recipient().domain()),
                ListName.own(session.controller().key()));
        Together.Told<Map<IdentifierKey, Instant>> since = suppressions.since(
                together, session.context().tenant(), lists, session.recipient().keys());
        return () -> new Listed(session, since.get());
    }

    /** Returns since when the subject's identifier is listed; null if it is not. */
    @Nullable
    Instant at(OpenSubject subject, int ref) {
        if (since.isEmpty()) {
            return null;
        }
        return session.recipient().identifiers().stream()
                .filter(identifier ->
                        subject.ref(identifier).filter(own -> own == ref).isPresent())
                .flatMap(identifier -> identifier.keys().stream())
                .map(since::get)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }
}
