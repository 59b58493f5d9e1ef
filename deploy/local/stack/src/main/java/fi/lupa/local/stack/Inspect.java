// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.local.stack.demo.DemoTenants;
import fi.lupa.local.stack.demo.TestPerson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code token}, {@code mail} and {@code persons}: what somebody trying the product out needs at hand. */
final class Inspect {

    private Inspect() {}

    static int token(StackPlan plan, List<String> arguments) throws IOException {
        var clients = DemoTenants.read().clients().keySet();
        if (!clients.contains(arguments.get(0))) {
            System.err.println("name one of: " + String.join(", ", clients));
            return 2;
        }
        String form = "grant_type=client_credentials&client_id=" + arguments.get(0) + "&client_secret="
                + OidcIssuer.DEMO_SECRET;
        HttpRequest request = HttpRequest.newBuilder(new RunningStack(plan).tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode answer = new ObjectMapper().readTree(body);
            System.out.println(answer.path("access_token").asText());
            return answer.has("access_token") ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (IOException e) {
            System.err.println("The issuer does not answer. Is the stack up? deploy/local/status tells.");
            return 1;
        }
    }

    static int mail(StackPlan plan, List<String> arguments) throws IOException {
        Path messages = plan.directoryOf("mail").resolve("messages");
        if (!Files.isDirectory(messages)) {
            System.err.println("No mail yet.");
            return 1;
        }
        try (Stream<Path> files = Files.list(messages)) {
            Optional<Path> newest =
                    files.filter(file -> file.toString().endsWith(".eml")).max(Comparator.naturalOrder());
            if (newest.isEmpty()) {
                System.err.println("No mail yet.");
                return 1;
            }
            System.out.print(MailText.of(newest.get()));
            return 0;
        }
    }

    static int persons(StackPlan plan, List<String> arguments) {
        System.out.printf(
                "%-50s %-10s %-16s %-8s %-6s %s%n",
                "recipient", "controller", "purpose", "channel", "answer", "reason");
        for (TestPerson person : TestPerson.all()) {
            JsonNode question = person.question();
            System.out.printf(
                    "%-50s %-10s %-16s %-8s %-6s %s%n",
                    question.path("recipient").path("value").asText(),
                    question.path("controller").asText(),
                    question.path("purpose").asText(),
                    question.path("channel").asText("-"),
                    person.decision(),
                    person.reason());
        }
        return 0;
    }
}
