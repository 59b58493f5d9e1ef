// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The catalogue as one transaction finds it: what was asked once is not read again. Not thread-safe; valid inside that transaction only. */
public final class CatalogueOfOneMoment implements Catalogue {

    private final Catalogue catalogue;
    private final Map<List<?>, Object> known = new HashMap<>();

    public CatalogueOfOneMoment(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Optional<Controller> controller(TenantId tenant, String key) {
        return once(List.of("controller", tenant, key), () -> catalogue.controller(tenant, key));
    }

    @Override
    public Optional<Controller> lastKnown(TenantId tenant, String key) {
        return catalogue.lastKnown(tenant, key);
    }

    @Override
    public void found(TenantId tenant, Controller controller) {
        catalogue.found(tenant, controller);
    }

    @Override
    public Optional<ControllerContact> contactOf(TenantId tenant, String key) {
        return once(List.of("contact", tenant, key), () -> catalogue.contactOf(tenant, key));
    }

    @Override
    public Optional<Purpose> purpose(TenantId tenant, String controller, String key) {
        return once(List.of("purpose", tenant, controller, key), () -> catalogue.purpose(tenant, controller, key));
    }

    @Override
    public List<Purpose> purposesOf(TenantId tenant, String controller) {
        return once(List.of("purposes", tenant, controller), () -> catalogue.purposesOf(tenant, controller));
    }

    @Override
    public Optional<NoticeVersion> notice(TenantId tenant, String id, String version) {
        return once(List.of("notice", tenant, id, version), () -> catalogue.notice(tenant, id, version));
    }

    @Override
    public Optional<NoticeText> noticeFor(TenantId tenant, String controller, String purpose, Instant at) {
        return once(
                List.of("for", tenant, controller, purpose, at),
                () -> catalogue.noticeFor(tenant, controller, purpose, at));
    }

    @Override
    public List<NoticeVersion> noticesAfter(TenantId tenant, NoticeVersion version) {
        return once(
                List.of("after", tenant, version.id(), version.version()),
                () -> catalogue.noticesAfter(tenant, version));
    }

    @Override
    public List<NoticeText> noticeVersions(TenantId tenant, String id) {
        return once(List.of("texts", tenant, id), () -> catalogue.noticeVersions(tenant, id));
    }

    @Override
    public List<Mandate> mandatesOf(TenantId tenant, String client) {
        return once(List.of("mandates", tenant, client), () -> catalogue.mandatesOf(tenant, client));
    }

    @Override
    public List<Arrangement> arrangementsOf(TenantId tenant, String controller) {
        return once(List.of("arrangements", tenant, controller), () -> catalogue.arrangementsOf(tenant, controller));
    }

    @Override
    public Optional<Partner> partner(TenantId tenant, String key) {
        return once(List.of("partner", tenant, key), () -> catalogue.partner(tenant, key));
    }

    @Override
    public List<Partner> partnersOf(TenantId tenant, String client) {
        return once(List.of("partners", tenant, client), () -> catalogue.partnersOf(tenant, client));
    }

    @Override
    public boolean mayCapture(
            Caller caller, Controller controller, String purpose, @Nullable Channel channel, Instant at) {
        List<?> asked = List.of("may", caller.client(), controller.key(), purpose, String.valueOf(channel), at);
        return once(asked, () -> catalogue.mayCapture(caller, controller, purpose, channel, at));
    }

    @SuppressWarnings("unchecked") // A question's first word says what its answer is.
    private <T> T once(List<?> question, Supplier<T> answer) {
        Object told = known.get(question);
        if (told == null) {
            told = answer.get();
            known.put(question, told);
        }
        return (T) told;
    }
}
