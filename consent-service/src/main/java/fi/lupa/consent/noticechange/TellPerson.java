// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import fi.lupa.consent.capture.MailAttempt;
import fi.lupa.consent.capture.MailFate;
import fi.lupa.consent.catalogue.NoticeText;
import fi.lupa.consent.mail.MailServer;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.StackText;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells one person who was marked for it, if it is still right to, and writes down what became of it together with the fact. */
@ApplicationScoped
class TellPerson {

    private static final Logger LOG = Logger.getLogger(TellPerson.class);

    private final Transactions transactions;
    private final PersonRows people;
    private final Addressing addressing;
    private final ChangeLetter letters;
    private final NoteTold facts;
    private final Means means;

    TellPerson(
            Transactions transactions,
            PersonRows people,
            Addressing addressing,
            ChangeLetter letters,
            NoteTold facts,
            Means means) {
        this.transactions = transactions;
        this.people = people;
        this.addressing = addressing;
        this.letters = letters;
        this.facts = facts;
        this.means = means;
    }

    /** What the use case needs besides. */
    @Dependent
    static class Means {

        private final Subjects subjects;
        private final MailServer server;
        private final NoticeChangeConfig config;
        private final InstantSource clock;

        Means(Subjects subjects, MailServer server, NoticeChangeConfig config, InstantSource clock) {
            this.subjects = subjects;
            this.server = server;
            this.config = config;
            this.clock = clock;
        }

        Instant now() {
            return Timestamps.truncate(clock.instant());
        }
    }

    /** One person's turn. */
    record Turn(TenantId tenant, NoticeChange change, ChangedTexts.Changed changed, SubjectId subject) {}

    /** What is sent, or why nothing is; {@code into}: of whom the person has become part. */
    private record Prepared(
            Fate fate,
            @Nullable Mail mail,
            @Nullable ToldPart part,
            int ref,
            @Nullable SubjectId into) {

        static Prepared not(Fate fate, @Nullable SubjectId into) {
            return new Prepared(fate, null, null, 0, into);
        }
    }

    /** Returns what became of it; WAITING if the mail server is not there. */
    Fate tell(Turn turn) {
        Prepared prepared = transactions.read(turn.tenant(), () -> prepare(turn));
        Mail mail = prepared.mail();
        ToldPart part = prepared.part();
        if (mail == null || part == null) {
            settle(turn, prepared.fate(), prepared.into());
            return prepared.fate();
        }
        Fate fate = send(turn, mail);
        if (fate == Fate.TOLD) {
            String address = mail.getTo().get(0);
            transactions.capture(CaptureScope.ofSubjects(turn.tenant(), Set.of(turn.subject())), context -> {
                people.settle(
                        turn.tenant(),
                        turn.change().id(),
                        turn.subject(),
                        fate,
                        context.recordedAt(),
                        context.recordedAt());
                facts.note(context, turn.subject(), part, prepared.ref(), address);
                return fate;
            });
        } else {
            settle(turn, fate, null);
        }
        return fate;
    }

    private Prepared prepare(Turn turn) {
        TenantId tenant = turn.tenant();
        Optional<SubjectId> survivor = means.subjects.survivor(tenant, turn.subject());
        if (survivor.isPresent() && !survivor.get().equals(turn.subject())) {
            return Prepared.not(Fate.MERGED, survivor.get());
        }
        Optional<OpenSubject> found = means.subjects.open(tenant, turn.subject());
        if (found.isEmpty()) {
            return Prepared.not(Fate.ERASED, null);
        }
        if (people.partIsTold(tenant, turn.change().id(), turn.subject())) {
            return Prepared.not(Fate.MERGED, null);
        }
        OpenSubject subject = found.get();
        Addressing.Told told = addressing.told(tenant, subject, turn.changed().text());
        MailAddress address = told.address();
        if (address == null) {
            return Prepared.not(told.fate(), null);
        }
        return means.subjects
                .value(tenant, subject, address.ref())
                .map(value -> letter(turn, told, address.ref(), value.strip()))
                .orElseGet(() -> Prepared.not(Fate.NO_ADDRESS, null));
    }

    private Prepared letter(Turn turn, Addressing.Told told, int ref, String address) {
        NoticeText notice = turn.changed().words();
        String language = ChangeLetter.language(notice, told.language());
        Mail mail = letters.write(turn.tenant(), notice, language, address, told.controllers(), means.now());
        ToldPart part = new ToldPart(
                turn.change().id(),
                notice.version().id(),
                notice.version().version(),
                language,
                notice.version().sha256In(language).orElse(""),
                List.copyOf(told.controllers()),
                "EMAIL",
                "STATUTORY");
        return new Prepared(Fate.WAITING, mail, part, ref, null);
    }

    private Fate send(Turn turn, Mail mail) {
        try {
            means.server.send(mail);
            return Fate.TOLD;
        } catch (RuntimeException e) {
            MailFate fate = MailAttempt.fate(e, until(turn.change()), means.now());
            LOG.warnf(
                    "A mail about a changed notice was not taken: change=%s subject=%s becomes=%s %s",
                    turn.change().id(), turn.subject(), fate, StackText.of(e));
            return fate == MailFate.WAITING ? Fate.WAITING : Fate.FAILED;
        }
    }

    private Instant until(NoticeChange change) {
        Instant begun =
                change.effectiveFrom().isAfter(change.recordedAt()) ? change.effectiveFrom() : change.recordedAt();
        return begun.plus(means.config.giveUpAfter());
    }

    private void settle(Turn turn, Fate fate, @Nullable SubjectId into) {
        List<byte[]> lock = List.of(Transactions.lockNamed(turn.change().lock()));
        Instant now = means.now();
        transactions.write(turn.tenant(), lock, () -> {
            if (into != null) {
                people.add(turn.tenant(), turn.change().id(), Map.of(into, Fate.WAITING), now);
            }
            Instant next = now.plus(means.config.retryAfter());
            people.settle(turn.tenant(), turn.change().id(), turn.subject(), fate, now, next);
            return fate;
        });
    }
}
