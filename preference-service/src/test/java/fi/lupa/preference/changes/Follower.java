// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.changes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lupa.preference.support.World;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A tool that keeps a list by following the changes, as the documentation tells it to. */
final class Follower {

    private final String access;
    private final Map<String, Map<String, String>> held = new HashMap<>();
    private final Set<String> turns = new HashSet<>();
    private String cursor = "";
    private int lines;
    private int begins;

    Follower(String access) {
        this.access = access;
    }

    /** Follows until there is nothing more, so many people at a time. */
    void follow(int limit) {
        boolean more = true;
        while (more) {
            Response answer = given().auth()
                    .oauth2(access)
                    .get("/v1/permission-changes?controller=" + World.CONTROLLER + "&limit=" + limit
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (answer.statusCode() == 503) {
                return;
            }
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            JsonPath page = answer.jsonPath();
            List<Map<String, String>> changes = page.getList("changes");
            if (page.getBoolean("anew")) {
                held.clear();
                begins++;
            }
            changes.forEach(this::take);
            more = page.getBoolean("more");
            assertThat(answer.getHeader("Link") != null).isEqualTo(more);
            cursor = page.getString("cursor");
        }
    }

    private void take(Map<String, String> line) {
        lines++;
        Map<String, String> permissions = held.computeIfAbsent(line.get("handle"), handle -> new HashMap<>());
        if (line.get("purpose") == null) {
            permissions.replaceAll((purpose, before) -> Objects.requireNonNull(line.get("to")));
        } else {
            permissions.put(line.get("purpose"), line.get("to"));
        }
        turns.add(line.get("from") + ">" + line.get("to"));
    }

    /** Tells whether a line said that this had turned into that. */
    boolean told(String from, String to) {
        return turns.contains(from + ">" + to);
    }

    Set<String> allowed(String purpose) {
        return held.entrySet().stream()
                .filter(entry -> "ALLOW".equals(entry.getValue().get(purpose)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    int people() {
        return held.size();
    }

    int lines() {
        return lines;
    }

    /** How often it was told from the start. */
    int begins() {
        return begins;
    }
}
