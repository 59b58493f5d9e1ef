// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.architecture.violations.domain;

import java.sql.Connection;
import org.jboss.logging.Logger;

/** Planted: a rule that logs and asks a database. */
record ImpureRule(Logger log, Connection connection) {}
