// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What stack to start.
 *
 * @param root the repository's folder, where the built services are
 * @param data the folder for everything the stack keeps
 * @param ports the loopback ports it serves
 * @param tokenLife how long the issuer's tokens last
 */
public record StackPlan(Path root, Path data, Ports ports, Duration tokenLife) {

    /** The stack of {@code deploy/local/up}. */
    public static StackPlan documented(Path root) {
        return new StackPlan(root, root.resolve("deploy/local/.data"), Ports.documented(), Duration.ofHours(1));
    }

    /** A stack on free ports, for tests. */
    public static StackPlan onFreePorts(Path root, Path data) {
        return new StackPlan(root, data, Ports.free(), Duration.ofHours(1));
    }

    Path directoryOf(String part) {
        return data.resolve(part);
    }

    Path jarOf(String service) {
        return root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
