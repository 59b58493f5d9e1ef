// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.KeycloakServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What stack to start.
 *
 * @param root the repository's folder, where the built services are
 * @param data the folder for everything the stack keeps
 * @param ports the loopback ports it serves
 * @param tokenLife how long the light issuer's tokens last
 * @param variants in what it differs from the plain one
 * @param traces where the services send their spans, if anywhere
 */
public record StackPlan(
        Path root, Path data, Ports ports, Duration tokenLife, Set<Variant> variants, Optional<URI> traces) {

    /** Keeps a copy. */
    public StackPlan {
        variants = Set.copyOf(variants);
    }

    /** The stack of {@code deploy/local/up}. */
    public static StackPlan documented(Path root) {
        return plain(root, root.resolve("deploy/local/.data"), Ports.documented());
    }

    /** A stack on free ports, for tests. */
    public static StackPlan onFreePorts(Path root, Path data) {
        return plain(root, data, Ports.free());
    }

    private static StackPlan plain(Path root, Path data, Ports ports) {
        return new StackPlan(root, data, ports, Duration.ofHours(1), Set.of(), Optional.empty());
    }

    /** The same stack with these variants. */
    public StackPlan with(Set<Variant> others) {
        return new StackPlan(root, data, ports, tokenLife, others, traces);
    }

    /** The same stack, whose services send spans there. */
    public StackPlan tracedTo(URI endpoint) {
        return new StackPlan(root, data, ports, tokenLife, variants, Optional.of(endpoint));
    }

    boolean has(Variant variant) {
        return variants.contains(variant);
    }

    /** The issuer's URL, which is in its tokens. */
    String issuerUrl() {
        return "http://127.0.0.1:" + ports.issuer() + (has(Variant.KEYCLOAK) ? KeycloakServer.REALM_PATH : "/lupa");
    }

    /** Where tokens are asked for. */
    String tokenUrl() {
        return issuerUrl() + (has(Variant.KEYCLOAK) ? KeycloakServer.TOKEN_PATH : "/token");
    }

    /** The auditors' pages, where people come back to when they have signed in. */
    String pagesUrl() {
        return "http://127.0.0.1:" + ports.audit() + "/pages";
    }

    Path directoryOf(String part) {
        return data.resolve(part);
    }

    /** The Keycloak distribution, which {@code mvn -Pkeycloak} puts here. */
    Path keycloak() {
        return root.resolve("deploy/local/stack/target/keycloak/keycloak.zip");
    }

    Path jarOf(String service) {
        return root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
