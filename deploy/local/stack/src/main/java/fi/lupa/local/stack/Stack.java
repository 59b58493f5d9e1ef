// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.ChildProcess;
import fi.lupa.local.infrastructure.KafkaBroker;
import fi.lupa.local.infrastructure.KeycloakRealm;
import fi.lupa.local.infrastructure.KeycloakServer;
import fi.lupa.local.infrastructure.MailCatcher;
import fi.lupa.local.infrastructure.OidcClient;
import fi.lupa.local.infrastructure.OidcIssuer;
import fi.lupa.local.infrastructure.PostgresServer;
import fi.lupa.local.infrastructure.ServiceProcess;
import fi.lupa.local.infrastructure.StartFailedException;
import fi.lupa.local.stack.demo.DemoTenants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The whole product, running on this machine. Closing it ends every process it started. */
public final class Stack implements AutoCloseable {

    private static final Duration SERVICE_START = Duration.ofMinutes(5);

    private final StackPlan plan;
    private final Progress progress;
    private final ServiceSettings settings;
    private final Map<Service, ServiceProcess> services = Collections.synchronizedMap(new EnumMap<>(Service.class));
    private final List<ChildProcess> started = Collections.synchronizedList(new ArrayList<>());

    private Stack(StackPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.settings = new ServiceSettings(plan, new Secrets(plan.data().resolve("keys")));
    }

    /**
     * Starts everything and returns when every part answers.
     *
     * @throws StartFailedException if a part does not start; it names the part and carries its last log lines
     */
    public static Stack start(StackPlan plan, Progress progress) {
        Stack stack = new Stack(plan, progress);
        try {
            stack.startInfrastructure();
            settingsOf(stack).prepareDatabases(stack.postgres());
            stack.startServices();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static ServiceSettings settingsOf(Stack stack) {
        return stack.settings;
    }

    private void startInfrastructure() {
        Ports ports = plan.ports();
        inParallel(List.of(
                () -> add(PostgresServer.start(directory("postgresql"), ports.postgres())),
                this::startBroker,
                this::startIssuer,
                () -> add(MailCatcher.start(
                        directory("mail"), ports.mail().smtp(), ports.mail().imap()))));
    }

    private ChildProcess startBroker() {
        int port = plan.ports().kafka();
        return add(
                plan.has(Variant.SECURED_KAFKA)
                        ? KafkaBroker.startSecured(directory("kafka"), port)
                        : KafkaBroker.start(directory("kafka"), port));
    }

    private ChildProcess startIssuer() {
        int port = plan.ports().issuer();
        Map<String, OidcClient> clients = new HashMap<>(DemoTenants.read().clients());
        clients.putAll(DemoTenants.read().pages());
        if (plan.has(Variant.KEYCLOAK)) {
            Path realm = plan.root().resolve("deploy/keycloak/realm-lupa.json");
            return add(KeycloakServer.start(
                    directory("issuer"),
                    port,
                    new KeycloakRealm(plan.keycloak(), realm, clients.keySet(), plan.pagesUrl())));
        }
        return add(OidcIssuer.start(directory("issuer"), port, clients, plan.tokenLife()));
    }

    private void startServices() {
        List<Supplier<ChildProcess>> starts = new ArrayList<>();
        for (Service service : Service.values()) {
            starts.add(() -> startService(service));
        }
        inParallel(starts);
    }

    private ChildProcess startService(Service service) {
        ServiceProcess process = start(service, service.title(), service.portIn(plan.ports()));
        services.put(service, process);
        return add(process);
    }

    private ServiceProcess start(Service service, String name, int port) {
        Path jar = plan.jarOf(service.title());
        return ServiceProcess.start(
                name, jar, directory(name), port, settings.write(service, name, port, kafka()), SERVICE_START);
    }

    /** Starts one more process of a service, on a free port, with the same database, broker and keys; it is ended with the stack. */
    public ServiceProcess addReplica(Service service) {
        long same = parts().stream()
                .filter(part -> part.directory().getFileName().toString().startsWith(service.title()))
                .count();
        ServiceProcess replica = start(service, service.title() + "-" + (same + 1), Ports.anyFree());
        add(replica);
        return replica;
    }

    /** Makes a service's database and roles on another server, empty, with the passwords that this stack's services have. */
    public void prepareDatabase(PostgresServer server, Service service) {
        settings.prepareDatabase(server, service);
    }

    /** The settings file of a service as it was started. */
    public Path settingsFile(Service service) {
        return directory(service.title()).resolve("application.properties");
    }

    /** The built application of a service. */
    public Path jarOf(Service service) {
        return plan.jarOf(service.title());
    }

    private ChildProcess add(ChildProcess process) {
        started.add(process);
        progress.say(String.format("  %-20s 127.0.0.1:%d", process.directory().getFileName(), process.port()));
        return process;
    }

    private static void inParallel(List<Supplier<ChildProcess>> starts) {
        List<CompletableFuture<ChildProcess>> running =
                starts.stream().map(CompletableFuture::supplyAsync).toList();
        RuntimeException failure = null;
        for (CompletableFuture<ChildProcess> one : running) {
            try {
                one.join();
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The database server. */
    public PostgresServer postgres() {
        return part(PostgresServer.class);
    }

    /** The broker. */
    public KafkaBroker kafka() {
        return part(KafkaBroker.class);
    }

    /** An access token of a demo client, from whichever issuer runs. */
    public String token(String client) {
        return plan.has(Variant.KEYCLOAK)
                ? part(KeycloakServer.class).token(client)
                : issuer().token(client, OidcIssuer.DEMO_SECRET);
    }

    /** The real Keycloak, in a stack that was asked to have it. */
    public KeycloakServer keycloak() {
        return part(KeycloakServer.class);
    }

    /** The light issuer, with the demo tenants' clients. */
    public OidcIssuer issuer() {
        return part(OidcIssuer.class);
    }

    /** The mail catcher. */
    public MailCatcher mail() {
        return part(MailCatcher.class);
    }

    /** One of the three services. */
    public ServiceProcess service(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalStateException(service.title() + " was not started");
        }
        return process;
    }

    /** The base URL of a service. */
    public String url(Service service) {
        return "http://127.0.0.1:" + service.portIn(plan.ports());
    }

    /** Everything that runs, in the order it was started. */
    public List<ChildProcess> parts() {
        return List.copyOf(started);
    }

    private <T extends ChildProcess> T part(Class<T> type) {
        return parts().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + " was not started"));
    }

    private Path directory(String part) {
        return plan.directoryOf(part);
    }

    /** Ends everything, the last started first. */
    @Override
    public void close() {
        List<ChildProcess> parts = new ArrayList<>(parts());
        Collections.reverse(parts);
        parts.forEach(ChildProcess::close);
    }
}
