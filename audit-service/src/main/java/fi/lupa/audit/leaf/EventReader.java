// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the value of one feed's records; throws {@link Refused} for what it cannot take. */
@FunctionalInterface
interface EventReader {

    LogEvent read(Envelope envelope, ObjectNode value);
}
