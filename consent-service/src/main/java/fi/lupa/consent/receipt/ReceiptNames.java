// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Names of things in receipts: addresses under the service's own. */
@ApplicationScoped
class ReceiptNames {

    private final String base;

    ReceiptNames(ReceiptConfig config) {
        URI url = config.publicUrl();
        base = url.toString().endsWith("/") ? url.toString() : url + "/";
    }

    String home() {
        return base;
    }

    String receipt(String id) {
        return base + "v1/receipts/" + id;
    }

    String record(String id) {
        return base + "v1/records/" + id;
    }

    String controller(String key) {
        return base + "v1/controllers/" + key;
    }

    String purpose(String controller, String key) {
        return base + "v1/purposes/" + controller + "/" + key;
    }

    String notice(String id, String version) {
        return base + "v1/notices/" + id + "/versions/" + version;
    }

    String partner(String key) {
        return base + "v1/partners/" + key;
    }

    String processor(String client) {
        return base + "v1/clients/" + client;
    }
}
