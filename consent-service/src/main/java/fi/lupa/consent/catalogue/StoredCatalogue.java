// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue from its rows, and what captures ask again and again from what is known of them. */
@ApplicationScoped
class StoredCatalogue implements Catalogue {

    private final CatalogueRows rows;
    private final KnownCatalogue known;

    StoredCatalogue(CatalogueRows rows, KnownCatalogue known) {
        this.rows = rows;
        this.known = known;
    }

    @Override
    public Optional<Controller> controller(TenantId tenant, String key) {
        return known.ask(tenant, List.of("controller", key), () -> rows.current(tenant, CatalogueKind.CONTROLLER, key)
                .map(EntryReader::controller));
    }

    @Override
    public Optional<Controller> lastKnown(TenantId tenant, String key) {
        return known.lastKnown(tenant, key);
    }

    @Override
    public void found(TenantId tenant, Controller controller) {
        known.found(tenant, controller);
    }

    @Override
    public Optional<ControllerContact> contactOf(TenantId tenant, String key) {
        return rows.current(tenant, CatalogueKind.CONTROLLER, key).map(EntryReader::contact);
    }

    @Override
    public Optional<Purpose> purpose(TenantId tenant, String controller, String key) {
        return known.ask(tenant, List.of("purpose", controller, key), () -> rows.current(
                        tenant, CatalogueKind.PURPOSE, controller + "/" + key)
                .map(EntryReader::purpose));
    }

    @Override
    public List<Purpose> purposesOf(TenantId tenant, String controller) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("controller", controller);
        return known.ask(
                tenant,
                List.of("purposes", controller),
                () -> rows.containing(tenant, CatalogueKind.PURPOSE, part).stream()
                        .map(EntryReader::purpose)
                        .toList());
    }

    @Override
    public Optional<NoticeVersion> notice(TenantId tenant, String id, String version) {
        return known.ask(
                tenant, List.of("notice", id, version), () -> rows.version(tenant, CatalogueKind.NOTICE, id, version)
                        .map(EntryReader::notice));
    }

    @Override
    public List<NoticeVersion> noticesAfter(TenantId tenant, NoticeVersion version) {
        List<?> asked = List.of("after", version.id(), version.ordinal());
        return known.ask(
                tenant,
                asked,
                () ->
                        rows
                                .versions(
                                        tenant,
                                        CatalogueKind.NOTICE,
                                        version.id(),
                                        version.ordinal(),
                                        Integer.MAX_VALUE)
                                .stream()
                                .map(EntryReader::notice)
                                .toList());
    }

    @Override
    public List<NoticeText> noticeVersions(TenantId tenant, String id) {
        return rows.versions(tenant, CatalogueKind.NOTICE, id, 0, Integer.MAX_VALUE).stream()
                .map(EntryReader::noticeText)
                .toList();
    }

    @Override
    public Optional<NoticeText> noticeFor(TenantId tenant, String controller, String purpose, Instant at) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.putArray("controllers").add(controller);
        part.putArray("affects").add(purpose);
        return rows.containing(tenant, CatalogueKind.NOTICE, part).stream()
                .flatMap(current -> inForce(tenant, current.id(), at).stream())
                .filter(notice -> notice.version().controllers().contains(controller)
                        && notice.version().affects().contains(purpose))
                .max(Comparator.comparing(notice -> notice.version().effectiveFrom()));
    }

    /** The version that was recorded last among those in force. */
    private Optional<NoticeText> inForce(TenantId tenant, String id, Instant at) {
        return rows.versions(tenant, CatalogueKind.NOTICE, id, 0, Integer.MAX_VALUE).stream()
                .map(EntryReader::noticeText)
                .filter(notice -> !notice.version().effectiveFrom().isAfter(at))
                .max(Comparator.comparing(notice -> notice.version().ordinal()));
    }

    @Override
    public List<Mandate> mandatesOf(TenantId tenant, String client) {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("processor", client);
        return known.ask(
                tenant, List.of("mandates", client), () -> rows.containing(tenant, CatalogueKind.MANDATE, part).stream()
                        .map(EntryReader::mandate)
                        .toList());
    }

    @Override
    public List<Arrangement> arrangementsOf(TenantId tenant, String controller) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.putArray("controllers").add(controller);
        return known.ask(
                tenant,
                List.of("arrangements", controller),
                () -> rows.containing(tenant, CatalogueKind.ARRANGEMENT, part).stream()
                        .map(EntryReader::arrangement)
                        .toList());
    }

    @Override
    public Optional<Partner> partner(TenantId tenant, String key) {
        return rows.current(tenant, CatalogueKind.PARTNER, key).map(EntryReader::partner);
    }

    @Override
    public List<Partner> partnersOf(TenantId tenant, String client) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.putArray("clients").add(client);
        return rows.containing(tenant, CatalogueKind.PARTNER, part).stream()
                .map(EntryReader::partner)
                .toList();
    }

    @Override
    public boolean mayCapture(
            Caller caller, Controller controller, String purpose, @Nullable Channel channel, Instant at) {
        List<Mandate> mandates = mandatesOf(caller.tenant(), caller.client());
        if (mandates.isEmpty() || controller.ownClients().contains(caller.client())) {
            return true;
        }
        return mandates.stream()
                .filter(mandate -> mandate.controller().equals(controller.key()))
                .anyMatch(mandate -> mandate.covers(MandateRight.CAPTURE, purpose, channel, at));
    }
}
