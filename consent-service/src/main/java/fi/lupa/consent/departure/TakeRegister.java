// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.departure;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.LeavingControllers;
import fi.lupa.consent.copy.RegisterCopies;
import fi.lupa.consent.copy.RegisterCopy;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives a controller that leaves its register in one go. That it is given is in the log before anything is read, once for each time. */
@ApplicationScoped
class TakeRegister {

    private static final Logger LOG = Logger.getLogger(TakeRegister.class);

    private final Transactions transactions;
    private final DepartureRows rows;
    private final LeavingControllers leaving;
    private final RegisterCopies copies;
    private final DepartureConfig config;
    private final OrderDeparture.Means means;

    TakeRegister(
            Transactions transactions,
            DepartureRows rows,
            LeavingControllers leaving,
            RegisterCopies copies,
            DepartureConfig config,
            OrderDeparture.Means means) {
        this.transactions = transactions;
        this.rows = rows;
        this.leaving = leaving;
        this.copies = copies;
        this.config = config;
        this.means = means;
    }

    /** Throws NOT_FOUND where no departure stands or the controller is another's, MANDATE_OUT_OF_SCOPE, TOO_MANY_REQUESTS. */
    StreamingOutput take(Caller caller, String key) {
        Instant now = means.now();
        List<byte[]> locks = List.of(LeavingControllers.lock(), Transactions.lockNamed(Departure.lock(key)));
        RegisterCopy asked = transactions.write(caller.tenant(), locks, () -> {
            Controller controller = means.controller(caller, key, now);
            Departure departure = rows.find(caller.tenant(), key)
                    .filter(known -> known.takenBackAt() == null)
                    .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
            copies.requireFree(caller.tenant(), key);
            leaving.returned(caller.tenant(), caller.client(), key, now);
            return new RegisterCopy(
                    caller.tenant(),
                    key,
                    departure.id(),
                    controller.identityDomain(),
                    config.registerWithin(),
                    config.registerIdle());
        });
        LOG.infof("Register is given: controller=%s departure=%s client=%s", key, asked.order(), caller.client());
        return out -> write(asked, out);
    }

    private void write(RegisterCopy asked, OutputStream out) throws IOException {
        try {
            long people = copies.write(asked, out);
            LOG.infof(
                    "Register was given: controller=%s departure=%s people=%d",
                    asked.controller(), asked.order(), people);
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    "Register was broken off: controller=%s departure=%s by=%s",
                    asked.controller(), asked.order(), e.getClass().getSimpleName());
            throw e;
        }
    }
}
