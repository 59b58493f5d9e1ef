// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.identifier.IdentifierKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subjects of a block's rows, all opened at once and each one time, so that what one row says is there for the next. */
final class ImportedPeople {

    private final Subjects subjects;
    private final CaptureContext context;
    private final UUID domain;
    private final Map<IdentifierKey, OpenSubject> byKey = new HashMap<>();

    ImportedPeople(Subjects subjects, CaptureContext context, UUID domain) {
        this.subjects = subjects;
        this.context = context;
        this.domain = domain;
        Map<SubjectId, OpenSubject> open =
                subjects.open(context.tenant(), new HashSet<>(context.subjects().values()));
        context.subjects().forEach((key, id) -> byKey.put(key, live(open.get(id))));
    }

    private static OpenSubject live(@Nullable OpenSubject subject) {
        if (subject == null) {
            throw new IllegalStateException("an identifier's subject is not live");
        }
        return subject;
    }

    /** Returns who has the row's one identifier. */
    Optional<OpenSubject> known(Recipient recipient) {
        return recipient.keys().stream()
                .map(byKey::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Returns who has the identifier, from now on if nobody had; a fact about it must follow. */
    OpenSubject require(Recipient recipient) {
        OpenSubject subject = known(recipient)
                .orElseGet(() ->
                        subjects.born(context, domain, recipient.identifiers().get(0)));
        recipient.keys().forEach(key -> byKey.put(key, subject));
        return subject;
    }
}
