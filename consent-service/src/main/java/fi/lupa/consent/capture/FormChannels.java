// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By which channels a form's purposes are asked for, where a browser sends fields that name none: each purpose's own, within the token's. */
@ApplicationScoped
class FormChannels {

    private final Transactions transactions;
    private final Catalogue catalogue;

    FormChannels(Transactions transactions, Catalogue catalogue) {
        this.transactions = transactions;
        this.catalogue = catalogue;
    }

    Map<String, List<Channel>> of(CaptureToken form) {
        TenantId tenant = new TenantId(form.tenant());
        return transactions.read(tenant, () -> {
            Map<String, List<Channel>> channels = new HashMap<>();
            for (String key : form.purposes()) {
                catalogue
                        .purpose(tenant, form.controller(), key)
                        .ifPresent(purpose -> channels.put(
                                key,
                                form.within(purpose.channels().stream()
                                        .map(channel -> Channel.valueOf(channel.name()))
                                        .toList())));
            }
            return channels;
        });
    }
}
