// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import fi.lupa.consent.job.JobStatus;
import fi.lupa.consent.job.Jobs;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of an upload, each a short transaction of its own under the list's lock {@code suppressions:<list>}. */
@ApplicationScoped
class ListStore {

    private static final int CLEARED_AT_ONCE = 5_000;
    private static final int BLOCKS = 4_096;
    private static final int BLOCKS_AT_ONCE = 200;

    private final Transactions transactions;
    private final SuppressionRows rows;
    private final BlockJournal journal;
    private final Registers registers;
    private final Jobs jobs;
    private final InstantSource clock;

    ListStore(
            Transactions transactions,
            SuppressionRows rows,
            BlockJournal journal,
            Registers registers,
            Jobs jobs,
            InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.journal = journal;
        this.registers = registers;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * An upload in progress.
     *
     * @param slot where its entries go
     * @param sameDomain whether the controller still has the identity domain that the keys are made for
     */
    record Place(TenantId tenant, ListName list, String slot, UUID job, BooleanSupplier sameDomain) {}

    /** Notes the job, and for a register takes its other slot; throws LIST_BUSY while another upload of it runs. */
    Place begin(Caller caller, Upload upload, UUID job, BooleanSupplier sameDomain) {
        TenantId tenant = caller.tenant();
        ListName list = upload.list();
        return write(tenant, list, () -> {
            String slot = list.growsOnly() ? SuppressionRows.NO_SLOT : takeSlot(tenant, upload, job);
            jobs.start(tenant, job, "SUPPRESSION_LIST", upload.controller(), caller.client());
            return requireSameDomain(new Place(tenant, list, slot, job, sameDomain));
        });
    }

    private String takeSlot(TenantId tenant, Upload upload, UUID job) {
        Registers.@Nullable Register register =
                registers.find(tenant, upload.list()).orElse(null);
        UUID other = register == null ? null : register.upload();
        boolean running = other != null
                && jobs.find(tenant, other)
                        .filter(found -> found.status() == JobStatus.RUNNING)
                        .isPresent();
        if (running) {
            throw new ProblemException(ProblemCode.LIST_BUSY);
        }
        if (register != null && register.isAnother(upload.id())) {
            throw ProblemException.at(ProblemCode.ALREADY_EXISTS, "id", "ANOTHER_REGISTER_IN_FORCE");
        }
        registers.claim(tenant, upload, job, now());
        return register == null ? "a" : register.spare();
    }

    /** Empties the slot, which nobody reads now. */
    void clear(Place place) {
        int cleared = CLEARED_AT_ONCE;
        while (cleared == CLEARED_AT_ONCE) {
            cleared = write(place.tenant(), place.list(), () -> {
                requireOwn(place);
                return rows.clear(place.tenant(), place.list(), place.slot(), CLEARED_AT_ONCE);
            });
        }
    }

    /** Adds entries and notes how far the job is; of a list that only grows they are told at once. Returns how many were new. */
    long add(Place place, Collection<Entry> entries, Map<String, Long> counts) {
        return write(place.tenant(), place.list(), () -> {
            requireOwn(place);
            SuppressionRows.Added added = rows.add(place.tenant(), place.list(), place.slot(), entries, now());
            if (place.list().growsOnly()) {
                journal.blocks(place.tenant(), place.list(), place.slot(), added.blocks(), now());
            }
            jobs.note(place.tenant(), place.job(), JobStatus.RUNNING, null, counts);
            return added.count();
        });
    }

    SuppressionRows.Content content(Place place) {
        return transactions.read(place.tenant(), () -> rows.content(place.tenant(), place.list(), place.slot()));
    }

    long rowsInForce(Place place) {
        return transactions.read(place.tenant(), () -> registers
                .find(place.tenant(), place.list())
                .filter(register -> register.slot() != null)
                .map(Registers.Register::rows)
                .orElse(0L));
    }

    /** Tells every block of the slot, the emptied ones too, and then that the slot is in force. Returns the last transaction's number. */
    void publish(Place place, SuppressionRows.Content content, Upload upload) {
        List<String> blocks = new ArrayList<>(changed(place, content));
        for (int from = 0; from < blocks.size(); from += BLOCKS_AT_ONCE) {
            List<String> some = blocks.subList(from, Math.min(blocks.size(), from + BLOCKS_AT_ONCE));
            write(place.tenant(), place.list(), () -> {
                requireOwn(place);
                registers.use(place.tenant(), place.list(), place.slot());
                journal.blocks(place.tenant(), place.list(), place.slot(), some, now());
                return some;
            });
        }
        write(place.tenant(), place.list(), () -> {
            requireOwn(place);
            Registers.Register next = new Registers.Register(
                    place.list().value(), place.slot(), true, true, content.rows(), upload.asOf(), null, upload.id());
            registers.switchTo(place.tenant(), place.list(), next, place.job(), now());
            journal.current(
                    place.tenant(),
                    place.list(),
                    place.slot(),
                    content,
                    upload.asOf().toString(),
                    now());
            return next;
        });
    }

    private Collection<String> changed(Place place, SuppressionRows.Content content) {
        boolean used = transactions.read(place.tenant(), () -> registers
                .find(place.tenant(), place.list())
                .filter(register -> register.wasUsed(place.slot()))
                .isPresent());
        if (!used) {
            return content.blocks();
        }
        TreeSet<String> all = new TreeSet<>();
        for (int block = 0; block < BLOCKS; block++) {
            all.add(String.format("%03x", block));
        }
        return all;
    }

    void note(Place place, JobStatus status, @Nullable ProblemCode code, Map<String, Long> counts) {
        write(place.tenant(), place.list(), () -> {
            jobs.note(place.tenant(), place.job(), status, code == null ? null : code.name(), counts);
            return status;
        });
    }

    /** A group may have given the controller another identity domain meanwhile: keys of the old one match nobody any more. */
    private static Place requireSameDomain(Place place) {
        if (!place.sameDomain().getAsBoolean()) {
            throw new ProblemException(ProblemCode.VERSION_CONFLICT);
        }
        return place;
    }

    private void requireOwn(Place place) {
        requireSameDomain(place);
        boolean own = place.list().growsOnly()
                || registers
                        .find(place.tenant(), place.list())
                        .filter(register -> place.job().equals(register.upload()))
                        .isPresent();
        if (!own) {
            throw new ProblemException(ProblemCode.LIST_BUSY);
        }
    }

    private <T> T write(TenantId tenant, ListName list, Supplier<T> work) {
        return transactions.write(tenant, List.of(Transactions.lockNamed("suppressions:" + list.value())), work);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
