// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes into the catalogue, and so into the log, that a controller leaves; nobody who edits the controller edits that. */
@ApplicationScoped
public class LeavingControllers {

    private static final String MEMBER = "leaving";
    private static final List<String> RETURNED = List.of("returnedAt", "returnedTo");
    private static final byte[] CATALOGUE = Transactions.lockNamed("catalogue");

    private final CatalogueRows rows;
    private final CatalogueLog log;
    private final ObjectMapper json;

    LeavingControllers(CatalogueRows rows, CatalogueLog log, ObjectMapper json) {
        this.rows = rows;
        this.log = log;
        this.json = json;
    }

    /** The lock that {@link #mark} needs, for {@link Transactions#write}. */
    public static byte[] lock() {
        return CATALOGUE.clone();
    }

    /** Makes a new version of the controller that says so; {@code leaving} null: that it stays. */
    public void mark(TenantId tenant, String client, String controller, @Nullable Leaving leaving, Instant now) {
        CatalogueEntry before = rows.current(tenant, CatalogueKind.CONTROLLER, controller)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN));
        ObjectNode body = before.body().deepCopy();
        if (leaving == null) {
            body.remove(MEMBER);
        } else {
            ObjectNode said = json.valueToTree(leaving);
            RETURNED.forEach(
                    name -> Optional.ofNullable(body.path(MEMBER).get(name)).ifPresent(value -> said.set(name, value)));
            body.set(MEMBER, said);
        }
        log.append(tenant, client, List.of(before.next(body, now)));
    }

    /** Makes a new version of a controller that leaves, which says that its register was given out as a whole; needs the lock as {@link #mark} does. */
    public void returned(TenantId tenant, String client, String controller, Instant now) {
        CatalogueEntry before = rows.current(tenant, CatalogueKind.CONTROLLER, controller)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN));
        ObjectNode body = before.body().deepCopy();
        body.withObjectProperty(MEMBER)
                .put(RETURNED.get(0), Timestamps.format(now))
                .put(RETURNED.get(1), client);
        log.append(tenant, client, List.of(before.next(body, now)));
    }

    /** The revision of the write in progress. */
    public String revision(TenantId tenant, Transactions transactions) {
        return log.revision(tenant, transactions);
    }

    /** The controllers that have the same register as this one, itself among them. */
    public List<Controller> sharing(TenantId tenant, Controller controller) {
        ObjectNode part = JsonNodeFactory.instance
                .objectNode()
                .put("identityDomain", controller.identityDomain().toString());
        return rows.containing(tenant, CatalogueKind.CONTROLLER, part).stream()
                .map(EntryReader::controller)
                .toList();
    }

    /** Carries it over into the next version. */
    static void keep(ObjectNode body, Optional<CatalogueEntry> before) {
        before.map(entry -> entry.body().get(MEMBER)).ifPresent(leaving -> body.set(MEMBER, leaving));
    }

    static @Nullable Instant closesAt(ObjectNode body) {
        String text = body.path(MEMBER).path("closesAt").textValue();
        return text == null ? null : Timestamps.parse(text);
    }
}
