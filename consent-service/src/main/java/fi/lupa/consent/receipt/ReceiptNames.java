// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.receipt;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Names of things in receipts: addresses under the service's own. */
@ApplicationScoped
public class ReceiptNames {

    private final String base;

    ReceiptNames(ReceiptConfig config) {
        URI url = config.publicUrl();
        base = url.toString().endsWith("/") ? url.toString() : url + "/";
    }

    public String home() {
        return base;
    }

    public String receipt(String id) {
        return base + "v1/receipts/" + id;
    }

    public String record(String id) {
        return base + "v1/records/" + id;
    }

    public String controller(String key) {
        return base + "v1/controllers/" + key;
    }

    public String purpose(String controller, String key) {
        return base + "v1/purposes/" + controller + "/" + key;
    }

    public String notice(String id, String version) {
        return base + "v1/notices/" + id + "/versions/" + version;
    }

    public String partner(String key) {
        return base + "v1/partners/" + key;
    }

    public String processor(String client) {
        return base + "v1/clients/" + client;
    }
}
