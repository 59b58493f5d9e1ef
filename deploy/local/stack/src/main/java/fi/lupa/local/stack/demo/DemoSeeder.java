// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Makes the demo tenants and the test persons through consent-service's public API; what is there already is left as it is. */
public final class DemoSeeder {

    private static final int NOT_FOUND = 404;
    private static final int NOT_NOW = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

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
            return isNotFound(persistently(() -> api.get(entry.client(), consentUrl + entry.itself())));
        }
        if (listed.contains(entry.client() + entry.path())) {
            return true;
        }
        Api.Answer list = persistently(() -> api.get(entry.client(), consentUrl + entry.path()));
        JsonNode items = list.body().path("items");
        boolean missing = items.isEmpty();
        if (missing) {
            listed.add(entry.client() + entry.path());
        }
        return missing;
    }

    private boolean isUnknown(TestPerson person) {
        return !person.steps().isEmpty()
                && isNotFound(persistently(
                        () -> api.post(person.client(), consentUrl + "/v1/subjects/lookup", person.lookup())));
    }

    /** What is neither there nor known not to be there must not be taken for either. */
    private static boolean isNotFound(Api.Answer answer) {
        if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
            throw new IllegalStateException(
                    "demo data: asked for an entry, was answered " + answer.status() + " " + answer.text());
        }
        return answer.status() == NOT_FOUND;
    }

    /** Asks again while the service says "not now": it compares itself with the broker first. */
    private static Api.Answer persistently(Supplier<Api.Answer> call) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Api.Answer answer = call.get();
        while (answer.status() == NOT_NOW && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = call.get();
        }
        return answer;
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
        Api.Answer answer = persistently(() -> api.post(client, consentUrl + path, body.toString(), headers));
        if (!answer.isSuccess()) {
            throw new IllegalStateException("demo data: POST " + path + " as " + client + " was answered "
                    + answer.status() + " " + answer.text() + "\n" + body);
        }
    }
}
