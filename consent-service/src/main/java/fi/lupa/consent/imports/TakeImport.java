// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.job.JobStatus;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes in the body of an import as it streams, sealed block by block. Nothing of it is recorded before the whole has arrived. */
@ApplicationScoped
class TakeImport {

    /** Rows of a block; each block is one transaction. */
    static final int AT_ONCE = 200;

    /** Blocks that are kept with one transaction while the body comes in. */
    private static final int BLOCKS_AT_ONCE = 10;

    private static final Logger LOG = Logger.getLogger(TakeImport.class);
    private static final int BROKEN_OFF = -1;
    private static final int GZIP = 0x1F8B;
    private static final int UTF_16_BIG = 0xFEFF;
    private static final int UTF_16_LITTLE = 0xFFFE;

    private final Catalogue catalogue;
    private final ImportSteps steps;
    private final Vault vault;
    private final SecureRandom random;
    private final ObjectMapper json;
    private final Ids ids;

    TakeImport(Catalogue catalogue, ImportSteps steps, Vault vault, SecureRandom random, ObjectMapper json, Ids ids) {
        this.catalogue = catalogue;
        this.steps = steps;
        this.vault = vault;
        this.random = random;
        this.json = json;
        this.ids = ids;
    }

    /** Returns the id of the job once the body has been read; throws INVALID_VALUE or UNSUPPORTED_MEDIA_TYPE for what is no import. */
    UUID take(Caller caller, ImportRequest request, InputStream body) throws IOException {
        ImportJob job = spooled(caller, request, body);
        if (job.blocks() != BROKEN_OFF) {
            steps.received(job, job.blocks());
        }
        LOG.infof(
                "Import taken in: job=%s controller=%s dryRun=%s blocks=%d",
                job.id(), job.controller(), job.dryRun(), job.blocks());
        return job.id();
    }

    /** Reads and seals the whole body; nothing is recorded of it yet. */
    ImportJob spooled(Caller caller, ImportRequest request, InputStream body) throws IOException {
        caller.mayActFor(request.controller());
        Controller controller = steps.read(caller.tenant(), () -> catalogue
                .controller(caller.tenant(), request.controller())
                .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "controller", "UNKNOWN")));
        LineReader lines = new LineReader(text(body));
        SpooledLine first = lines.next();
        if (first == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "body", "EMPTY");
        }
        @Nullable List<String> columns = request.csv() ? RowReader.header(first) : null;
        ImportJob job = job(caller, controller, request, columns);
        steps.start(job);
        try {
            return job.of(spool(job, request.csv() ? null : first, lines));
        } catch (IOException e) {
            steps.end(job, JobStatus.FAILED, ProblemCode.LIST_INCOMPLETE, Map.of());
            return job.of(BROKEN_OFF);
        }
    }

    private static InputStream text(InputStream body) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(body, 2);
        int one = peeked.read();
        int two = one < 0 ? -1 : peeked.read();
        int magic = (one << Byte.SIZE) | two;
        if (magic == GZIP || magic == UTF_16_BIG || magic == UTF_16_LITTLE) {
            throw ProblemException.at(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "body", "NOT_UTF8");
        }
        if (two >= 0) {
            peeked.unread(two);
        }
        if (one >= 0) {
            peeked.unread(one);
        }
        return peeked;
    }

    private ImportJob job(Caller caller, Controller controller, ImportRequest request, @Nullable List<String> columns) {
        SubjectId holder = SubjectId.random(random);
        byte[] wrapped = vault.newWrappedKey(caller.tenant(), controller.identityDomain(), holder);
        return new ImportJob(
                caller.tenant(),
                ids.next(),
                caller.tenantKey(),
                controller.key(),
                caller.client(),
                request.dryRun(),
                columns,
                holder,
                wrapped,
                0,
                0);
    }

    /** Returns how many blocks there are. */
    private int spool(ImportJob job, @Nullable SpooledLine first, LineReader lines) throws IOException {
        List<SpooledLine> block = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        int blocks = 0;
        long rows = 0;
        SpooledLine line = first == null ? lines.next() : first;
        while (line != null) {
            block.add(line);
            rows++;
            line = lines.next();
            if (line == null || block.size() == AT_ONCE) {
                sealed.add(sealed(job, blocks++, block));
                block.clear();
            }
            if (line == null || sealed.size() == BLOCKS_AT_ONCE) {
                steps.add(job, blocks - sealed.size(), sealed, rows);
                sealed.clear();
            }
        }
        return blocks;
    }

    private byte[] sealed(ImportJob job, int ordinal, List<SpooledLine> block) throws IOException {
        return vault.sealWith(
                job.wrapped(),
                job.tenant(),
                job.holder(),
                json.writeValueAsBytes(block),
                ImportJob.use(job.id(), ordinal));
    }
}
