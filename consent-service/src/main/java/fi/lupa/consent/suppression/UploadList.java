// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.suppression;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.job.JobStatus;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.key.Digests;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes in a suppression list as it streams, in short transactions. A register comes into force as a whole or not at all. */
@ApplicationScoped
class UploadList {

    private static final Logger LOG = Logger.getLogger(UploadList.class);
    private static final int AT_ONCE = 200;

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final IdentifierKeys keys;
    private final ListStore store;
    private final Ids ids;

    UploadList(Transactions transactions, Catalogue catalogue, IdentifierKeys keys, ListStore store, Ids ids) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.keys = keys;
        this.store = store;
        this.ids = ids;
    }

    /** Returns the id of the job once the body has been read; the job tells how it ended. */
    UUID upload(Caller caller, Upload upload, InputStream body) {
        caller.mayActFor(upload.controller());
        check(upload);
        Controller controller = controller(caller, upload);
        UUID job = ids.next();
        ListStore.Place place = store.begin(caller, upload, job, () -> sameDomain(caller, controller));
        Reading reading = new Reading(place, new ListLines(upload, controller, keys));
        Optional<ProblemCode> failure = take(upload, reading, body);
        store.note(
                place, failure.isPresent() ? JobStatus.FAILED : JobStatus.DONE, failure.orElse(null), reading.counts());
        LOG.infof(
                "List taken in: list=%s job=%s counts=%s failure=%s",
                place.list().value(),
                job,
                reading.counts(),
                failure.map(Enum::name).orElse("none"));
        return job;
    }

    private Optional<ProblemCode> take(Upload upload, Reading reading, InputStream body) {
        try {
            if (upload.kind().isRegister()) {
                store.clear(reading.place);
            }
            String sha256 = reading.read(body);
            if (!upload.isWhole(reading.rows, sha256) || !upload.isReadable(reading.rows, reading.invalid)) {
                return Optional.of(ProblemCode.LIST_INCOMPLETE);
            }
            return upload.kind().isRegister() ? replace(upload, reading.place) : Optional.empty();
        } catch (CsvParseException | UncheckedIOException e) {
            return Optional.of(ProblemCode.LIST_INCOMPLETE);
        } catch (ProblemException refused) {
            return Optional.of(refused.code());
        }
    }

    private Optional<ProblemCode> replace(Upload upload, ListStore.Place place) {
        SuppressionRows.Content content = store.content(place);
        if (!upload.confirm() && 2 * content.rows() < store.rowsInForce(place)) {
            return Optional.of(ProblemCode.LIST_SHRINKS);
        }
        store.publish(place, content, upload);
        return Optional.empty();
    }

    private static void check(Upload upload) {
        boolean announced = upload.rows() != null && upload.sha256() != null;
        if (upload.kind().isRegister() && !announced) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, upload.rows() == null ? "rows" : "sha256", "MISSING");
        }
        if (upload.format() == ListFormat.SHA256 && upload.typeOfAll() == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "type", "MISSING");
        }
    }

    private boolean sameDomain(Caller caller, Controller made) {
        return catalogue
                .controller(caller.tenant(), made.key())
                .filter(now -> now.identityDomain().equals(made.identityDomain()))
                .isPresent();
    }

    /** A list stands for the whole controller: only the controller's own clients send one. */
    private Controller controller(Caller caller, Upload upload) {
        return transactions.read(caller.tenant(), () -> {
            Controller controller = catalogue
                    .controller(caller.tenant(), upload.controller())
                    .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "controller", "UNKNOWN"));
            boolean own = controller.ownClients().contains(caller.client())
                    || catalogue.mandatesOf(caller.tenant(), caller.client()).isEmpty();
            if (!own) {
                throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
            }
            return controller;
        });
    }

    /** One body as it is read. */
    private final class Reading {

        private final ListStore.Place place;
        private final ListLines lines;
        private final List<Entry> batch = new ArrayList<>();
        private long rows;
        private long added;
        private long invalid;

        Reading(ListStore.Place place, ListLines lines) {
            this.place = place;
            this.lines = lines;
        }

        /** Reads to the end and returns the SHA-256 of all bytes. */
        String read(InputStream body) {
            DigestInputStream digested = new DigestInputStream(body, Digests.newSha256());
            try (CsvReader<CsvRecord> csv = CsvReader.builder()
                    .fieldSeparator(';')
                    .ofCsvRecord(new InputStreamReader(digested, StandardCharsets.UTF_8))) {
                boolean first = true;
                for (CsvRecord line : csv) {
                    List<String> fields = first ? ListLines.withoutMark(line.getFields()) : line.getFields();
                    if (!first || !ListLines.isHeader(fields)) {
                        line(fields);
                    }
                    first = false;
                }
                store();
                digested.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        }

        private void line(List<String> fields) {
            rows++;
            Optional<Entry> entry = lines.entry(fields);
            if (entry.isEmpty()) {
                invalid++;
                return;
            }
            batch.add(entry.get());
            if (batch.size() == AT_ONCE) {
                store();
            }
        }

        private void store() {
            if (!batch.isEmpty()) {
                added += store.add(place, batch, counts());
                batch.clear();
            }
        }

        Map<String, Long> counts() {
            return new TreeMap<>(Map.of("rows", rows, "added", added, "invalid", invalid));
        }
    }
}
