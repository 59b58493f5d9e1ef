// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.identifier.IdentifierKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The subjects of a block's rows, each opened once, so that what one row says is there for the next. */
final class ImportedPeople {

    private final Subjects subjects;
    private final CaptureContext context;
    private final UUID domain;
    private final Map<SubjectId, OpenSubject> open = new HashMap<>();
    private final Map<IdentifierKey, OpenSubject> byKey = new HashMap<>();

    ImportedPeople(Subjects subjects, CaptureContext context, UUID domain) {
        this.subjects = subjects;
        this.context = context;
        this.domain = domain;
    }

    /** Returns who has the row's one identifier. */
    Optional<OpenSubject> known(Recipient recipient) {
        return recipient.keys().stream().flatMap(this::owner).findFirst();
    }

    private Stream<OpenSubject> owner(IdentifierKey key) {
        return Stream.concat(
                Stream.ofNullable(byKey.get(key)).filter(Objects::nonNull),
                context.subject(key).map(this::opened).stream());
    }

    private OpenSubject opened(SubjectId id) {
        return open.computeIfAbsent(id, named -> subjects.open(context.tenant(), named)
                .orElseThrow(() -> new IllegalStateException("an identifier's subject is not live")));
    }

    /** Returns who has the identifier, from now on if nobody had; a fact about it must follow. */
    OpenSubject require(Recipient recipient) {
        OpenSubject subject = known(recipient).orElseGet(() -> {
            OpenSubject created = subjects.create(context, domain);
            subjects.attachUnknown(context, created, recipient);
            return created;
        });
        recipient.keys().forEach(key -> byKey.put(key, subject));
        return subject;
    }
}
