// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.infrastructure.OidcClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo tenants as the files under {@code demo/} describe them. */
public final class DemoTenants {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode tenants = read("tenants.json");
    private final JsonNode purposes = read("purposes.json");
    private final JsonNode notices = read("notices.json");

    private DemoTenants() {}

    /** Reads the files. */
    public static DemoTenants read() {
        return new DemoTenants();
    }

    /** All OAuth clients of all tenants; any secret will do for them. */
    public Map<String, OidcClient> clients() {
        return clients("clients");
    }

    /** The clients by which people sign in to pages, and what whoever does may see; they speak for nobody by themselves. */
    public Map<String, OidcClient> pages() {
        return clients("pages");
    }

    private Map<String, OidcClient> clients(String kind) {
        Map<String, OidcClient> clients = new LinkedHashMap<>();
        for (JsonNode tenant : tenants) {
            for (JsonNode client : tenant.get(kind)) {
                String scope = String.join(" ", texts(client.get("scopes")));
                clients.put(
                        client.get("id").asText(),
                        new OidcClient(
                                null, tenant.get("key").asText(), texts(client.get("controllers")), scope, null));
            }
        }
        return clients;
    }

    /** The catalogue of all tenants, in an order in which each entry finds what it refers to. */
    List<CatalogueEntry> catalogue() {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (JsonNode tenant : tenants) {
            String admin = admin(tenant);
            tenant.get("controllers").forEach(c -> entries.add(entry(admin, "/v1/controllers", c, text(c, "key"))));
            tenant.get("groups").forEach(g -> entries.add(entry(admin, "/v1/groups", g, text(g, "key"))));
            tenant.get("partners").forEach(p -> entries.add(entry(admin, "/v1/partners", p, text(p, "key"))));
            for (JsonNode controller : tenant.get("controllers")) {
                purposes.forEach(p -> entries.add(purpose(admin, text(controller, "key"), p)));
            }
            tenant.get("arrangements").forEach(a -> entries.add(entry(admin, "/v1/arrangements", a, text(a, "key"))));
            entries.addAll(notices(tenant, admin));
            tenant.get("mandates")
                    .forEach(m -> entries.add(new CatalogueEntry(admin, "/v1/mandates", "/v1/mandates", m)));
        }
        return entries;
    }

    private List<CatalogueEntry> notices(JsonNode tenant, String admin) {
        List<CatalogueEntry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> notice : notices.properties()) {
            JsonNode named = tenant.get("noticeControllers").path(notice.getKey());
            JsonNode controllers =
                    named.isMissingNode() ? tenant.get("noticeControllers").get("*") : named;
            String path = "/v1/notices/" + notice.getKey() + "/versions";
            for (Map.Entry<String, JsonNode> version :
                    notice.getValue().get("versions").properties()) {
                ObjectNode body = version.getValue().deepCopy();
                body.put("version", version.getKey());
                body.set("affects", notice.getValue().get("affects"));
                body.set("controllers", controllers);
                entries.add(new CatalogueEntry(admin, path, path + "/" + version.getKey(), body));
            }
        }
        return entries;
    }

    private static CatalogueEntry purpose(String admin, String controller, JsonNode purpose) {
        ObjectNode body = JSON.createObjectNode().put("controller", controller);
        body.setAll((ObjectNode) purpose.deepCopy());
        return entry(admin, "/v1/purposes", body, controller + "/" + text(purpose, "key"));
    }

    private static CatalogueEntry entry(String admin, String path, JsonNode body, String id) {
        return new CatalogueEntry(admin, path, path + "/" + id, body);
    }

    private static String admin(JsonNode tenant) {
        for (JsonNode client : tenant.get("clients")) {
            if (texts(client.get("scopes")).contains("catalogue:admin")) {
                return client.get("id").asText();
            }
        }
        throw new IllegalStateException("tenant without an administrator");
    }

    private static String text(JsonNode node, String member) {
        return node.get(member).asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static JsonNode read(String name) {
        try (InputStream in = DemoTenants.class.getResourceAsStream("/demo/" + name)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
