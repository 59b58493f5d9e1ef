// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.serving.TenantReads;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Asking for an extract, and the second person's release; both only for whom the extract would show everything in it. */
@Singleton
final class Extracts {

    private static final Logger LOG = Logger.getLogger(Extracts.class);
    private static final int SALT_BYTES = 16;

    private final TenantReads reads;
    private final javax.sql.DataSource writer;
    private final Ids ids;
    private final SecureRandom random;
    private final InstantSource clock;

    Extracts(
            TenantReads reads,
            @DataSource("writer") javax.sql.DataSource writer,
            Ids ids,
            SecureRandom random,
            InstantSource clock) {
        this.reads = reads;
        this.writer = writer;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    ExtractCase request(Caller caller, ExtractRequest request) {
        ExtractScope scope = request.scopeWithin(caller);
        List<String> controllers = scope.controller() == null
                ? caller.controllers().stream().sorted().toList()
                : List.of(scope.controller());
        Extract extract = new Extract(
                caller.tenant().value(),
                ids.next(),
                officer(caller),
                controllers,
                scope,
                request.referenceWords(),
                request.legalBasisWords(),
                request.authorityWords(),
                request.knownLanguage());
        write(table -> {
            table.request(extract);
            return true;
        });
        LOG.infof("An extract was asked for: id=%s", extract.id());
        return find(caller, extract.id());
    }

    /** Returns the extract; one of another tenant, or about controllers that the caller does not act for, is one that does not exist. */
    ExtractCase find(Caller caller, UUID id) {
        return reads.read(caller.tenant(), connection -> new ExtractRows(connection)
                        .find(caller.tenant().value(), id))
                .filter(found ->
                        caller.controllers().containsAll(found.extract().controllers()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    /** Returns the newest extracts that the caller may see, the newest first. */
    List<ExtractCase> newest(Caller caller) {
        return reads.read(caller.tenant(), connection -> new ExtractRows(connection)
                .newest(caller.tenant().value(), caller.controllers()));
    }

    /** Releases the extract, by another person than who asked for it. Once it is released, that it was is the answer. */
    ExtractCase release(Caller caller, UUID id) {
        ExtractCase found = find(caller, id);
        Extract.Officer second = officer(caller);
        if (second.sub().equals(found.extract().requested().sub())) {
            throw new ProblemException(ProblemCode.SECOND_PERSON_REQUIRED);
        }
        if (found.release() == null) {
            Release release = new Release(second, ids.next());
            boolean done =
                    write(table -> table.release(found.extract(), release, IssuedEvent.of(found.extract(), release)));
            LOG.infof("An extract was released: id=%s now=%s", id, done);
        }
        return find(caller, id);
    }

    private Extract.Officer officer(Caller caller) {
        String sub = caller.sub();
        if (sub == null || sub.isBlank()) {
            throw new ProblemException(ProblemCode.SECOND_PERSON_REQUIRED);
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
        return new Extract.Officer(sub, text, Timestamps.truncate(clock.instant()));
    }

    private boolean write(Work work) {
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                done = work.on(new ExtractTable(connection));
            } finally {
                end(connection, done);
            }
            return done;
        } catch (SQLException e) {
            LOG.warnf("An extract cannot be recorded: state=%s", e.getSQLState());
            throw new ProblemException(ProblemCode.DATABASE_UNAVAILABLE);
        }
    }

    private static void end(Connection connection, boolean done) throws SQLException {
        if (done) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    /** What to append; returns whether to commit. */
    @FunctionalInterface
    private interface Work {

        boolean on(ExtractTable table) throws SQLException;
    }
}
