// SPDX-License-Identifier: Apache-2.0
/**
 * PostgreSQL, Kafka, an OIDC issuer and a mail catcher on loopback, without Docker, for the services' tests and the local stack.
 * Each part is a child process of its user, may be killed, paused and restarted on the same data and port, and ends with its user.
 * {@code child} is what runs inside those processes; nothing in this package loads it, so no broker or issuer class reaches the user's JVM.
 */
@NullMarked
package fi.lupa.local.infrastructure;

import org.jspecify.annotations.NullMarked;
