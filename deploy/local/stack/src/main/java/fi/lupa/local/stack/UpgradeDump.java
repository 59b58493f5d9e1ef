// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.local.infrastructure.OidcClient;
import fi.lupa.local.infrastructure.StartFailedException;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import fi.lupa.local.stack.demo.DemoTenants;
import fi.lupa.local.stack.demo.TestPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@code dump}: runs a version that was built elsewhere and writes down what its databases hold and what it answers, for the upgrade tests. */
final class UpgradeDump {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final List<String> KEYS =
            List.of("identifier-keyset.json", "link-key", "vault-keyset.json", "log-key.pem");

    private final Stack stack;
    private final Api api;
    private final Path folder;

    private UpgradeDump(Stack stack, Path folder) {
        this.stack = stack;
        this.api = new Api(stack::token);
        this.folder = folder;
    }

    static int run(StackPlan documented, List<String> words) throws IOException {
        Path data = documented.data().resolveSibling(".dump");
        Folder.delete(data);
        Path checkout = Path.of(words.get(0)).toAbsolutePath().normalize();
        Path folder = Files.createDirectories(Path.of(words.get(1)).toAbsolutePath());
        StackPlan plan = StackPlan.onFreePorts(checkout, data);
        try (Stack stack = Stack.start(plan, UpgradeDump::print)) {
            new UpgradeDump(stack, folder).write(checkout.getFileName().toString());
            for (String key : KEYS) {
                Files.copy(
                        plan.directoryOf("keys").resolve(key),
                        folder.resolve(key),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (StartFailedException | SQLException e) {
            System.err.println("No dump: " + e.getMessage() + "\nLogs and data are in " + data);
            return 1;
        }
        Folder.delete(data);
        System.out.println("Written to " + folder);
        return 0;
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private void write(String title) throws IOException, SQLException {
        new DemoSeeder(api, stack.url(Service.CONSENT)).seed();
        await(() -> TestPerson.all().stream().allMatch(this::isAnsweredAsListed));
        await(() -> count(Service.AUDIT, "entry") >= count(Service.CONSENT, "journal WHERE subject IS NOT NULL"));
        answers();
        for (Service service : Service.values()) {
            stack.service(service).stop();
        }
        for (Service service : Service.values()) {
            try (Connection connection = stack.postgres().connect(service.database())) {
                Files.writeString(
                        folder.resolve(service.title() + ".sql"),
                        SqlDump.of(
                                connection,
                                service.title() + " of " + title + ", written by deploy/local/dump; made up"));
            }
        }
    }

    /** The questions as they were asked, by whom, and what was answered, each on a line of its own. */
    private void answers() throws IOException {
        ArrayNode all = JSON.createArrayNode();
        Map<String, OidcClient> clients = DemoTenants.read().clients();
        for (TestPerson person : TestPerson.all()) {
            Api.Answer answer = ask(person);
            OidcClient client = Objects.requireNonNull(clients.get(person.client()));
            ObjectNode line = all.addObject().put("name", person.name()).put("client", person.client());
            line.put("tenant", client.tenant()).put("scope", client.scope());
            line.set("controllers", JSON.valueToTree(client.controllers()));
            line.set("question", person.question());
            for (String member : List.of("decision", "reason")) {
                line.set(member, answer.body().path(member));
            }
        }
        ObjectNode answers =
                JSON.createObjectNode().put("askedAt", Instant.now().toString());
        answers.set("answers", all);
        Files.writeString(
                folder.resolve("answers.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answers) + "\n");
    }

    private Api.Answer ask(TestPerson person) {
        return api.post(
                person.client(),
                stack.url(Service.PREFERENCE) + "/v1/decisions",
                person.question().toString());
    }

    private boolean isAnsweredAsListed(TestPerson person) {
        return person.decision().equals(ask(person).body().path("decision").asText())
                && person.reason().equals(ask(person).body().path("reason").asText());
    }

    private long count(Service service, String what) {
        try (Connection connection = stack.postgres().connect(service.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + what)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the stack did not become what a dump is taken of within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
