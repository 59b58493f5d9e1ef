// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.architecture.violations.domain;

import org.jboss.logging.Logger;

/** Violates on purpose: a domain that logs. */
final class DomainWithALogger {

    static final Logger LOG = Logger.getLogger(DomainWithALogger.class);

    private DomainWithALogger() {}
}
