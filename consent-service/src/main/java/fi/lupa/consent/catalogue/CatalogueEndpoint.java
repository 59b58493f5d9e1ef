// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.catalogue.CatalogueChanges.Written;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.CurrentCaller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the resources of all kinds have in common: who calls, what an entry looks like outside, ETags and pages. */
@ApplicationScoped
class CatalogueEndpoint {

    private static final Set<CatalogueKind> OF_ONE_CONTROLLER =
            Set.of(CatalogueKind.CONTROLLER, CatalogueKind.PURPOSE, CatalogueKind.MANDATE);

    private final CurrentCaller caller;
    private final CatalogueChanges changes;
    private final CatalogueRows rows;
    private final Transactions transactions;

    CatalogueEndpoint(CurrentCaller caller, CatalogueChanges changes, CatalogueRows rows, Transactions transactions) {
        this.caller = caller;
        this.changes = changes;
        this.rows = rows;
        this.transactions = transactions;
    }

    /** 201 with the first version of an entry, to be found at this place. */
    Response create(String id, CatalogueRequest request, String place) {
        Written written = changes.create(caller.get(), id, request);
        return answer(Response.created(URI.create(place)), written);
    }

    /** 200 with the next version of an entry. */
    Response replace(String id, CatalogueRequest request, @Nullable String ifMatch) {
        Optional<String> onlyIf = Optional.ofNullable(ifMatch).map(EntityTags::version);
        Written written = changes.replace(caller.get(), id, request, onlyIf.orElse(null));
        return answer(Response.ok(), written);
    }

    /** 200 with the current version, or 404; an entry of a controller that the caller does not act for is none of its business. */
    Response current(CatalogueKind kind, String id) {
        Caller reader = caller.get();
        Optional<CatalogueEntry> found =
                transactions.read(reader.tenant(), () -> rows.current(reader.tenant(), kind, id));
        return answer(visible(reader, found));
    }

    /** 200 with this version, or 404. */
    Response version(CatalogueKind kind, String id, String version) {
        Caller reader = caller.get();
        Optional<CatalogueEntry> found =
                transactions.read(reader.tenant(), () -> rows.version(reader.tenant(), kind, id, version));
        return answer(visible(reader, found));
    }

    /** One page of the current versions that the caller may see. */
    Response page(CatalogueKind kind, Page page) {
        Caller reader = caller.get();
        @Nullable
        List<String> controllers = OF_ONE_CONTROLLER.contains(kind) ? List.copyOf(reader.controllers()) : null;
        List<CatalogueEntry> found = transactions.read(
                reader.tenant(), () -> rows.page(reader.tenant(), kind, page.after(), page.limit() + 1, controllers));
        return page.answer(found, CatalogueEntry::id, CatalogueEndpoint::views);
    }

    /** One page of all versions of an entry, oldest first; 404 if there is none at all. */
    Response versions(CatalogueKind kind, String id, Page page) {
        Caller reader = caller.get();
        List<CatalogueEntry> found = transactions.read(
                reader.tenant(), () -> rows.versions(reader.tenant(), kind, id, page.afterNumber(), page.limit() + 1));
        if (found.isEmpty() && page.isFirst()) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        return page.answer(found, entry -> Integer.toString(entry.ordinal()), CatalogueEndpoint::views);
    }

    private static CatalogueEntry visible(Caller reader, Optional<CatalogueEntry> found) {
        return found.filter(entry -> !OF_ONE_CONTROLLER.contains(entry.kind())
                        || reader.controllers().contains(controllerOf(entry)))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private static String controllerOf(CatalogueEntry entry) {
        String member = entry.kind() == CatalogueKind.CONTROLLER ? "key" : "controller";
        return entry.body().path(member).textValue();
    }

    private static Response answer(CatalogueEntry entry) {
        return Response.ok(view(entry))
                .header(HttpHeaders.ETAG, EntityTags.of(entry.version()))
                .build();
    }

    private static Response answer(Response.ResponseBuilder response, Written written) {
        return response.header(HttpHeaders.ETAG, EntityTags.of(written.entry().version()))
                .entity(view(written.entry()).put("revision", written.revision()))
                .build();
    }

    private static ArrayNode views(List<CatalogueEntry> entries) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> items.add(view(entry)));
        return items;
    }

    /** The body with its id, its version and when it was recorded. */
    private static ObjectNode view(CatalogueEntry entry) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("id", entry.id());
        view.setAll(entry.body());
        view.put("version", entry.version());
        view.put("recordedAt", Timestamps.format(entry.recordedAt()));
        return view;
    }
}
