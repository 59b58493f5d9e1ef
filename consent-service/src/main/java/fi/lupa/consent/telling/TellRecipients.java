// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.consent.journal.JournalEntry;
import fi.lupa.consent.journal.JournalFollower;
import fi.lupa.platform.id.SubjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Follows every fact, whichever feature has written it: each recipient that it concerns is told in the transaction of the fact, once for a
 * write. Facts that a restore brings back were told of when they were first written.
 */
@ApplicationScoped
class TellRecipients implements JournalFollower {

    private static final Logger LOG = Logger.getLogger(TellRecipients.class);
    private static final Map<String, String> MOVED = Map.of("subject.merged", "merge", "subject.split", "split");

    private final LedgerRows ledger;
    private final JointControllers joint;
    private final OpenNotices notices;

    TellRecipients(LedgerRows ledger, JointControllers joint, OpenNotices notices) {
        this.ledger = ledger;
        this.joint = joint;
        this.notices = notices;
    }

    private record Address(String controller, DisclosedTo recipient) {}

    @Override
    public boolean follows(JournalEntry entry) {
        return MOVED.containsKey(entry.kind()) || Cause.of(entry).isPresent();
    }

    @Override
    public List<JournalEntry> follow(List<JournalEntry> written) {
        List<JournalEntry> told = new ArrayList<>();
        Set<List<Object>> news = new LinkedHashSet<>();
        for (JournalEntry entry : written) {
            move(entry);
            Cause.of(entry).filter(cause -> news.add(cause.news())).ifPresent(cause -> told.addAll(tell(entry, cause)));
        }
        return told;
    }

    /** What was disclosed about somebody is about whom they have become part of; of who was split off nobody knows whom it was about. */
    private void move(JournalEntry entry) {
        String part = MOVED.get(entry.kind());
        if (part != null) {
            JsonNode moved = Cause.json(entry).path(part);
            ledger.alsoAbout(
                    entry.tenant(),
                    SubjectId.parse(moved.path("from").textValue()),
                    SubjectId.parse(moved.path("into").textValue()));
        }
    }

    /** A stop in a call is for who listens to that call; anything else for who ever received what it is about. */
    private List<LedgerEntry> disclosed(JournalEntry entry, Cause cause) {
        if (cause.about() != About.CALL_STOPPED) {
            return ledger.concerned(entry.tenant(), cause);
        }
        List<UUID> listening = new ArrayList<>();
        Cause.json(entry).at("/call/listeners").forEach(id -> listening.add(UUID.fromString(id.textValue())));
        return ledger.find(entry.tenant(), listening);
    }

    private List<JournalEntry> tell(JournalEntry entry, Cause cause) {
        Map<Address, List<UUID>> concerned = new LinkedHashMap<>();
        disclosed(entry, cause).forEach(disclosed -> concerned
                .computeIfAbsent(
                        new Address(disclosed.controller(), disclosed.disclosedTo()), none -> new ArrayList<>())
                .add(disclosed.id()));
        Set<String> sameRegister = joint.of(entry.tenant(), cause, entry.recordedAt());
        sameRegister.forEach(controller -> concerned.putIfAbsent(
                new Address(cause.controller(), new DisclosedTo(RecipientKind.CONTROLLER, controller)), List.of()));
        OpenNotices.Place place = new OpenNotices.Place(entry.tenant(), entry.epoch(), entry.recordedAt());
        List<JournalEntry> told = new ArrayList<>();
        concerned.forEach((address, disclosures) -> {
            boolean knows = address.recipient().kind() == RecipientKind.CONTROLLER
                    && sameRegister.contains(address.recipient().key());
            String subject = knows ? cause.subject().value() : null;
            told.add(notices.open(place, cause, address.controller(), address.recipient(), disclosures, subject));
        });
        if (!told.isEmpty()) {
            LOG.infof("Recipients told: event=%s about=%s notices=%d", cause.event(), cause.about(), told.size());
        }
        return told;
    }
}
