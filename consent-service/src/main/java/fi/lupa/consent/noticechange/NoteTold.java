// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.capture.OtherFacts;
import fi.lupa.consent.capture.PersonalField;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes the fact that somebody was told: it changes no choice, and the address is a personal field of it. */
@ApplicationScoped
class NoteTold {

    private static final Logger LOG = Logger.getLogger(NoteTold.class);
    private static final String CLIENT = "lupa";

    private final Subjects subjects;
    private final OtherFacts facts;

    NoteTold(Subjects subjects, OtherFacts facts) {
        this.subjects = subjects;
        this.facts = facts;
    }

    /** Of who was erased, or became part of somebody, while the mail went out there is the row alone. */
    void note(CaptureContext context, SubjectId id, ToldPart part, int ref, String address) {
        Optional<OpenSubject> subject = subjects.open(context.tenant(), id);
        if (subject.isPresent()) {
            OtherFacts.Telling telling =
                    facts.begin(context, CLIENT, part.controllers().get(0));
            PersonalField field = new PersonalField("identifier." + ref, Map.of("type", "EMAIL", "value", address));
            telling.note(subject.get(), ToldPart.FACT, ToldPart.MEMBER, part, List.of(field));
            telling.close();
        }
        LOG.infof("Told of a changed notice: change=%s subject=%s", part.change(), id);
    }
}
