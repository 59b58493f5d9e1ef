// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes the demo tenants and the test persons through consent-service's public API; what is there already is left as it is. */
public final class DemoSeeder {

    private static final int NOT_FOUND = 404;

    private final Api api;
    private final String consentUrl;

    /** Seeds the consent-service at this URL. */
    public DemoSeeder(Api api, String consentUrl) {
        this.api = api;
        this.consentUrl = consentUrl;
    }

    /** Creates what is missing and tells how many entries and persons that were. */
    public int seed() {
        int created = 0;
        Set<String> listed = new HashSet<>();
        for (CatalogueEntry entry : DemoTenants.read().catalogue()) {
            if (isMissing(entry, listed)) {
                create(entry.client(), entry.path(), entry.body(), Map.of());
                created++;
            }
        }
        for (TestPerson person : TestPerson.all()) {
            if (isUnknown(person)) {
                created += record(person);
            }
        }
        return created;
    }

    private boolean isMissing(CatalogueEntry entry, Set<String> listed) {
        if (!entry.isFoundInListOnly()) {
            return api.get(entry.client(), consentUrl + entry.itself()).status() == NOT_FOUND;
        }
        if (listed.contains(entry.client() + entry.path())) {
            return true;
        }
        JsonNode items =
                api.get(entry.client(), consentUrl + entry.path()).body().path("items");
        boolean missing = items.isEmpty();
        if (missing) {
            listed.add(entry.client() + entry.path());
        }
        return missing;
    }

    private boolean isUnknown(TestPerson person) {
        return !person.steps().isEmpty()
                && api.post(person.client(), consentUrl + "/v1/subjects/lookup", person.lookup())
                                .status()
                        == NOT_FOUND;
    }

    private int record(TestPerson person) {
        int number = 0;
        for (TestPerson.Step step : person.steps()) {
            String key = "demo-" + person.name() + "-" + number++;
            create(person.client(), step.path(), step.body(), Map.of("Idempotency-Key", key));
        }
        return 1;
    }

    private void create(String client, String path, JsonNode body, Map<String, String> headers) {
        Api.Answer answer = api.post(client, consentUrl + path, body.toString(), headers);
        if (!answer.isSuccess()) {
            throw new IllegalStateException("demo data: POST " + path + " as " + client + " was answered "
                    + answer.status() + " " + answer.text() + "\n" + body);
        }
    }
}
