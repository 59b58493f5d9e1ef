// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.audit.pages.Page;
import fi.lupa.audit.pages.PageFrame;
import fi.lupa.audit.witness.Witnesses;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.caller.NeedsScope;
import fi.lupa.platform.caller.Scope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page about the tenant's logs: how far they have grown, what vouches for them, and whether the service is well. */
@Path("/pages")
@NeedsScope(Scope.AUDIT_READ)
@Blocking
@Produces(MediaType.TEXT_HTML)
final class LogPage {

    private static final List<String> CHECKS =
            List.of("checkpoints", "recheck", "ingestion", "ingestion accounts", "witnesses");

    private final TenantLogs logs;
    private final PublishedLogs published;
    private final Witnesses witnesses;
    private final SmallRyeHealthReporter health;
    private final PageFrame frame;
    private final CurrentCaller caller;

    LogPage(
            TenantLogs logs,
            PublishedLogs published,
            Witnesses witnesses,
            SmallRyeHealthReporter health,
            PageFrame frame,
            CurrentCaller caller) {
        this.logs = logs;
        this.published = published;
        this.witnesses = witnesses;
        this.health = health;
        this.frame = frame;
        this.caller = caller;
    }

    /** A log on the page. */
    record LogLine(LogView log, @Nullable CheckpointLine checkpoint) {}

    /** What vouches for it. */
    record CheckpointLine(long size, String root, String quorum) {}

    /** Whether something about the service is well. */
    record Check(String key, boolean isUp) {}

    @GET
    @Operation(hidden = true)
    public Response log() {
        Caller officer = caller.get();
        List<LogLine> lines = logs.of(officer.tenant()).stream()
                .map(log -> new LogLine(log, checkpoint(new PublishedLog(officer.tenant(), log.year(), log.name()))))
                .toList();
        return frame.answer(Response.Status.OK, Templates.log(frame.page("log.title"), lines, checks()));
    }

    private @Nullable CheckpointLine checkpoint(PublishedLog log) {
        return published
                .newest(log)
                .map(checkpoint -> new CheckpointLine(
                        checkpoint.size(),
                        checkpoint.note().lines().skip(2).findFirst().orElse(""),
                        "quorum." + witnesses.quorumOf(checkpoint.signedNote())))
                .orElse(null);
    }

    private List<Check> checks() {
        Map<String, String> states = health.getWellness().getPayload().getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .collect(Collectors.toMap(
                        check -> check.getString("name"), check -> check.getString("status"), (one, other) -> one));
        return CHECKS.stream()
                .map(name -> new Check("health." + name.replace(' ', '-'), "UP".equals(states.get(name))))
                .toList();
    }

    /** The templates. */
    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance log(Page page, List<LogLine> logs, List<Check> checks);
    }
}
