// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.suppression.ListName;
import fi.lupa.consent.suppression.Suppressions;
import fi.lupa.platform.identifier.IdentifierKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which identifiers of a recipient stand on the list of the erased or on the controller's own, under any of their keys, and since when. */
record Listed(Session session, Map<IdentifierKey, Instant> since) {

    /** Keeps a copy. */
    Listed {
        since = Map.copyOf(since);
    }

    static Listed of(Session session, Suppressions suppressions) {
        List<ListName> lists = List.of(
                ListName.erased(session.recipient().domain()),
                ListName.own(session.controller().key()));
        return new Listed(
                session,
                suppressions.since(
                        session.context().tenant(), lists, session.recipient().keys()));
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
