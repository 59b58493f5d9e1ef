// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.consent.subject.SubjectIndex;
import fi.lupa.consent.subject.Subjects;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The people behind a mail address that a link of ours names by its hash, at one controller. */
@ApplicationScoped
public class Addressees {

    private static final int TIMES = 3;

    private final Transactions transactions;
    private final IdentifierKeys keys;
    private final Catalogue catalogue;
    private final Subjects subjects;
    private final SubjectIndex index;

    Addressees(
            Transactions transactions,
            IdentifierKeys keys,
            Catalogue catalogue,
            Subjects subjects,
            SubjectIndex index) {
        this.transactions = transactions;
        this.keys = keys;
        this.catalogue = catalogue;
        this.subjects = subjects;
        this.index = index;
    }

    /**
     * Whom a link names.
     *
     * @param innerHash SHA-256 of the normalised address, from which its keys are made in whatever register it is then
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed through, never compared.
    public record Link(TenantId tenant, String controller, byte[] innerHash) {

        @Override
        public String toString() {
            return "Link[…]";
        }
    }

    /** One subject that has the address, in a write; {@code ref} is the address. */
    public record Visit(CaptureContext context, Controller controller, OpenSubject subject, int ref) {}

    /** A subject as it is now, and which of its identifiers is the address. */
    public record Known(OpenSubject subject, int ref) {}

    /** Looks without changing anything; nothing if there is no such controller. */
    public <T> Optional<T> look(Link link, BiFunction<Controller, List<Known>, T> work) {
        return transactions.read(link.tenant(), () -> catalogue
                .controller(link.tenant(), link.controller())
                .map(controller -> work.apply(controller, known(link, controller))));
    }

    private List<Known> known(Link link, Controller controller) {
        RecipientIdentifier address = address(link, controller);
        Recipient recipient = new Recipient(controller.identityDomain(), List.of(address));
        return index.find(link.tenant(), recipient).stream()
                .flatMap(id -> subjects.open(link.tenant(), id).stream())
                .flatMap(subject -> subject.ref(address).map(ref -> new Known(subject, ref)).stream())
                .toList();
    }

    /** Does the work for each subject that has the address, for a new one if nobody has it; false if there is no such controller. */
    public boolean each(Link link, Consumer<Visit> work) {
        for (int time = 1; ; time++) {
            Optional<Controller> controller = look(link, (found, known) -> found);
            if (controller.isEmpty() || each(link, controller.get(), work)) {
                return controller.isPresent();
            }
            if (time == TIMES) {
                throw new IllegalStateException("the controller's register does not stand still");
            }
        }
    }

    /** False when the controller's register has moved since it was read: then nothing was done. */
    private boolean each(Link link, Controller known, Consumer<Visit> work) {
        RecipientIdentifier address = address(link, known);
        Recipient recipient = new Recipient(known.identityDomain(), List.of(address));
        CaptureScope scope = CaptureScope.of(link.tenant(), recipient.domain(), recipient.keys());
        return transactions.capture(scope, context -> {
            Optional<Controller> controller = catalogue
                    .controller(link.tenant(), link.controller())
                    .filter(current -> current.identityDomain().equals(recipient.domain()));
            controller.ifPresent(current -> people(context, recipient)
                    .forEach(subject -> work.accept(new Visit(
                            context, current, subject, subject.ref(address).orElseThrow()))));
            return controller.isPresent();
        });
    }

    private List<OpenSubject> people(CaptureContext context, Recipient recipient) {
        List<OpenSubject> known = subjects.known(context, recipient);
        if (!known.isEmpty()) {
            return known;
        }
        OpenSubject created = subjects.create(context, recipient.domain());
        subjects.attachUnknown(context, created, recipient);
        return List.of(created);
    }

    private RecipientIdentifier address(Link link, Controller controller) {
        return new RecipientIdentifier(
                fi.lupa.consent.permission.domain.IdentifierType.EMAIL,
                "",
                keys.live(controller.identityDomain(), IdentifierType.EMAIL, link.innerHash()));
    }
}
