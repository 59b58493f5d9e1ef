// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.organisation.Organisations;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.Recipients;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way in for every write about a recipient: who may, for which controller, about whom; then the locks, then the work. */
@ApplicationScoped
class Entrance {

    private static final int TIMES = 3;

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final Recipients recipients;
    private final Organisations organisations;
    private final InstantSource clock;

    Entrance(
            Transactions transactions,
            Catalogue catalogue,
            Recipients recipients,
            Organisations organisations,
            InstantSource clock) {
        this.clock = clock;
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.recipients = recipients;
        this.organisations = organisations;
    }

    /** Throws the problem of a capture that nobody can have made. */
    void check(CaptureRequest capture) {
        CaptureChecks.check(capture, clock.instant());
    }

    /** Returns the controller; throws CALLER_NOT_AUTHORISED or CONTROLLER_UNKNOWN. */
    Controller controller(Caller caller, String key) {
        caller.mayActFor(key);
        return transactions
                .read(caller.tenant(), () -> catalogue.controller(caller.tenant(), key))
                .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "/controller", "UNKNOWN"));
    }

    /** Reads a recipient as the controller's. */
    Recipient recipient(Controller controller, List<RawIdentifier> raw) {
        return recipients.read(raw, controller);
    }

    /** Reads a recipient together with the organisations it stands for. */
    Recipient widened(Controller controller, List<RawIdentifier> raw, @Nullable String businessId) {
        return organisations.widened(
                recipient(controller, raw), controller, businessId, "/contact" + ContactRecorder.BUSINESS_ID);
    }

    /** Runs the work once for the claim, with the locks of the recipient held; the controller may have changed its register meanwhile. */
    Answer once(
            Caller caller,
            String controllerKey,
            List<RawIdentifier> raw,
            IdempotencyClaim claim,
            Function<Session, CommittedAnswer> work) {
        return once(caller, controllerKey, controller -> recipient(controller, raw), claim, work);
    }

    /** Runs the work once for the claim, about the recipient that is read as the controller's. */
    Answer once(
            Caller caller,
            String controllerKey,
            Function<Controller, Recipient> reader,
            IdempotencyClaim claim,
            Function<Session, CommittedAnswer> work) {
        return onceAtEach(caller, List.of(controllerKey), reader, claim, sessions -> work.apply(sessions.get(0)));
    }

    /** Runs the work once for the claim, in one transaction for all these controllers, about the recipient read as each one's. */
    Answer onceAtEach(
            Caller caller,
            List<String> controllerKeys,
            Function<Controller, Recipient> reader,
            IdempotencyClaim claim,
            Function<List<Session>, CommittedAnswer> work) {
        Optional<Map<Controller, Recipient>> remembered = remembered(caller, controllerKeys, reader);
        for (int time = remembered.isPresent() ? 0 : 1; ; time++) {
            Map<Controller, Recipient> read =
                    time == 0 ? remembered.orElseThrow() : read(caller, controllerKeys, reader);
            try {
                return transactions.captureOnce(
                        scope(caller, read.values()), claim, context -> work.apply(sessions(context, caller, read)));
            } catch (RegisterMovedException e) {
                if (time == TIMES) {
                    throw new ProblemException(ProblemCode.VERSION_CONFLICT);
                }
            }
        }
    }

    private Map<Controller, Recipient> read(
            Caller caller, List<String> controllerKeys, Function<Controller, Recipient> reader) {
        Map<Controller, Recipient> read = new LinkedHashMap<>();
        for (String key : controllerKeys) {
            Controller controller = controller(caller, key);
            read.put(controller, reader.apply(controller));
        }
        return read;
    }

    /**
     * Reads the recipient by the controllers as they were found last; nothing if any is not known or refuses it so. Under the locks each is
     * compared with what it is now, and if it is another it is all read anew.
     */
    private Optional<Map<Controller, Recipient>> remembered(
            Caller caller, List<String> controllerKeys, Function<Controller, Recipient> reader) {
        Map<Controller, Recipient> read = new LinkedHashMap<>();
        for (String key : controllerKeys) {
            caller.mayActFor(key);
            Optional<Controller> known = catalogue.lastKnown(caller.tenant(), key);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            try {
                read.put(known.get(), reader.apply(known.get()));
            } catch (ProblemException refused) {
                return Optional.empty();
            }
        }
        return Optional.of(read);
    }

    /** Runs the work once if the client claims that, otherwise as often as it is asked for. */
    Answer write(
            Caller caller,
            String controllerKey,
            List<RawIdentifier> raw,
            Optional<IdempotencyClaim> claim,
            Function<Session, CommittedAnswer> work) {
        return claim.map(once -> once(caller, controllerKey, raw, once, work))
                .orElseGet(() -> each(caller, controllerKey, raw, work).answer());
    }

    /** Runs the work as often as it is asked for. */
    <T> T each(Caller caller, String controllerKey, List<RawIdentifier> raw, Function<Session, T> work) {
        Controller controller = controller(caller, controllerKey);
        Recipient recipient = recipient(controller, raw);
        try {
            return transactions.capture(
                    scope(caller, recipient), context -> work.apply(session(context, caller, controller, recipient)));
        } catch (RegisterMovedException e) {
            throw new ProblemException(ProblemCode.VERSION_CONFLICT);
        }
    }

    private List<Session> sessions(CaptureContext context, Caller caller, Map<Controller, Recipient> read) {
        List<Session> sessions = new ArrayList<>();
        read.forEach((controller, recipient) -> sessions.add(session(context, caller, controller, recipient)));
        return sessions;
    }

    private static CaptureScope scope(Caller caller, Collection<Recipient> recipients) {
        Set<UUID> domains = recipients.stream().map(Recipient::domain).collect(Collectors.toUnmodifiableSet());
        Set<IdentifierKey> keys = recipients.stream()
                .flatMap(recipient -> recipient.keys().stream())
                .collect(Collectors.toUnmodifiableSet());
        return CaptureScope.of(caller.tenant(), domains, keys);
    }

    private static CaptureScope scope(Caller caller, Recipient recipient) {
        return CaptureScope.of(caller.tenant(), recipient.domain(), recipient.keys());
    }

    private Session session(CaptureContext context, Caller caller, Controller known, Recipient recipient) {
        Optional<Controller> current = catalogue.controller(context.tenant(), known.key());
        current.ifPresent(found -> catalogue.found(context.tenant(), found));
        if (current.isEmpty() || !current.get().namesAlike(known)) {
            throw new RegisterMovedException();
        }
        return new Session(context, caller, current.get(), recipient, organisations, false);
    }

    /** The controller has changed since the keys were made: it may have joined a shared register, or read telephone numbers in another way. */
    private static final class RegisterMovedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RegisterMovedException() {
            super("the controller has changed", null, false, false);
        }
    }
}
