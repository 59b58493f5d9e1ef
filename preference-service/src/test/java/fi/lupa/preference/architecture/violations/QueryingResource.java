// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.architecture.violations;

import javax.sql.DataSource;

/** Planted: a resource that reaches for the database. */
record QueryingResource(DataSource database) {}
