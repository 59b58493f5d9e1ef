// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import fi.lupa.platform.id.TenantId;

/** A log as its random name gives it away: whose it is stays within this service. */
record PublishedLog(TenantId tenant, int year, String name) {}
