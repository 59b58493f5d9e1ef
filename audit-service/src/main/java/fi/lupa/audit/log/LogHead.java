// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.audit.merkle.TileEdge;

/** A log as it stands: its name, and the edge of its tree. */
record LogHead(LogKey key, String name, TileEdge tree) {}
