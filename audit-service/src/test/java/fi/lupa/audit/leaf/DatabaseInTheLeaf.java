// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import javax.sql.DataSource;

/** Breaks a rule on purpose: a leaf asks the database. */
public record DatabaseInTheLeaf(DataSource database) {}
