// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.AgeBand;
import fi.lupa.consent.permission.domain.Contact;
import fi.lupa.consent.permission.domain.ContactKind;
import fi.lupa.consent.permission.domain.ContactSource;
import fi.lupa.consent.permission.domain.Described;
import fi.lupa.consent.permission.domain.OrganisationRef;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.platform.id.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records what a controller says about a contact: laid over what it said before, of which nothing is forgotten by leaving it out. */
final class ContactRecorder {

    /** Where a description names the organisation. */
    static final String BUSINESS_ID = "/organisation/businessId";

    private static final int LONGEST = 500;
    private static final int MOST_DUTIES = 100;

    private final Session session;
    private final Recording recording;
    private final PurposeCatalogue purposes;
    private final Ids ids;

    ContactRecorder(Session session, Recording recording, PurposeCatalogue purposes, Ids ids) {
        this.session = session;
        this.recording = recording;
        this.purposes = purposes;
        this.ids = ids;
    }

    static void check(@Nullable ContactRequest contact, String pointer) {
        if (contact == null) {
            return;
        }
        CaptureChecks.language(contact.language(), pointer + "/language");
        CaptureChecks.timeZone(contact.timeZone(), pointer + "/timeZone");
        List<ContactRequest.WorkDuty> duties = Absent.list(contact.workDuties());
        CaptureChecks.names(
                duties.stream()
                        .map(ContactRequest.WorkDuty::productGroup)
                        .limit(MOST_DUTIES + 1)
                        .toList(),
                pointer + "/workDuties");
        duties.forEach(duty -> CaptureChecks.text(duty.evidence(), LONGEST, pointer + "/workDuties"));
        personal(contact).forEach(field -> {
            if (field.value() instanceof String text) {
                CaptureChecks.text(text, LONGEST, pointer);
            }
        });
    }

    /** Records a description that comes with a choice; a controller that has left learns nothing more of anybody, and the no is taken without it. */
    void record(OpenSubject subject, ContactRequest said, Instant at) {
        if (!session.isClosed()) {
            record(subject, said, at, "/contact");
        }
    }

    /** Records a description that stands at this place of the body. */
    void record(OpenSubject subject, ContactRequest said, Instant at, String pointer) {
        String controller = session.controller().key();
        ContactRequest.Organisation named = said.organisation();
        OrganisationRef organisation =
                session.organisation(named == null ? null : named.businessId(), pointer + BUSINESS_ID);
        Contact contact = overlaid(subject.state().contact(controller), said, organisation);
        recording.foldAny(subject, new Described(contact), purposes);
        List<PersonalField> personal = new ArrayList<>(personal(said));
        session.of(subject).forEach(identifier -> personal.add(identifier.field()));
        FactView.ContactPart part = new FactView.ContactPart(
                contact.kind(),
                contact.ageBand(),
                contact.nextBandOn(),
                contact.source(),
                contact.workProductGroups(),
                contact.language(),
                contact.timeZone());
        recording.tell(
                subject,
                new FactDraft(ids.next(), FactKind.CONTACT_DESCRIBED, at, null, null, part, null, null, personal),
                null);
    }

    private Contact overlaid(Optional<Contact> before, ContactRequest said, @Nullable OrganisationRef organisation) {
        ContactRequest.Age age = known(said.age());
        ContactRequest.Source source = said.source();
        List<ContactRequest.WorkDuty> duties = said.workDuties();
        return new Contact(
                session.controller().key(),
                Absent.or(said.kind(), before.map(Contact::kind).orElse(ContactKind.UNKNOWN)),
                age == null ? before.map(Contact::ageBand).orElse(AgeBand.UNKNOWN) : age.band(),
                age == null ? nextBandOn(before) : age.nextBandOn(),
                source == null ? source(before) : stated(source, source(before)),
                duties == null ? before.map(Contact::workProductGroups).orElse(List.of()) : groups(duties),
                said.language() == null ? language(before) : said.language(),
                said.timeZone() == null ? timeZone(before) : said.timeZone(),
                organisation == null ? organisation(before) : organisation,
                session.now());
    }

    /** That an age is unknown is no news: it takes no protection away. */
    private static ContactRequest.@Nullable Age known(ContactRequest.@Nullable Age age) {
        return age == null || age.band() == AgeBand.UNKNOWN ? null : age;
    }

    /** A register's ban on disclosure is not taken away by another source that knows nothing of it. */
    private static ContactSource stated(ContactRequest.Source source, @Nullable ContactSource before) {
        boolean banned = before != null && before.disclosureBan();
        return new ContactSource(source.kind(), source.obtainedAt(), banned || source.disclosureBan());
    }

    private static List<String> groups(List<ContactRequest.WorkDuty> duties) {
        return duties.stream()
                .map(ContactRequest.WorkDuty::productGroup)
                .distinct()
                .toList();
    }

    private static @Nullable LocalDate nextBandOn(Optional<Contact> before) {
        return before.isPresent() ? before.get().nextBandOn() : null;
    }

    private static @Nullable ContactSource source(Optional<Contact> before) {
        return before.isPresent() ? before.get().source() : null;
    }

    private static @Nullable OrganisationRef organisation(Optional<Contact> before) {
        return before.isPresent() ? before.get().organisation() : null;
    }

    private static @Nullable String language(Optional<Contact> before) {
        return before.isPresent() ? before.get().language() : null;
    }

    private static @Nullable String timeZone(Optional<Contact> before) {
        return before.isPresent() ? before.get().timeZone() : null;
    }

    private static List<PersonalField> personal(ContactRequest said) {
        List<PersonalField> fields = new ArrayList<>();
        ContactRequest.Organisation organisation = said.organisation();
        if (organisation != null) {
            CaptureFacts.add(fields, "organisation.name", organisation.name());
            CaptureFacts.add(fields, "organisation.businessId", organisation.businessId());
        }
        ContactRequest.Source source = said.source();
        CaptureFacts.add(fields, "source.name", source == null ? null : source.name());
        Absent.list(said.workDuties()).stream()
                .filter(duty -> duty.evidence() != null)
                .forEach(duty -> CaptureFacts.add(fields, "workDuty." + duty.productGroup(), duty.evidence()));
        return fields;
    }
}
