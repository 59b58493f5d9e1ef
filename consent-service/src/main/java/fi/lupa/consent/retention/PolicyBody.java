// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.retention;

import fi.lupa.consent.capture.Required;
import fi.lupa.consent.catalogue.LifeTime;

/** Body of {@code PUT /v1/retention-policies/{controller}/{kind}}. */
record PolicyBody(@Required LifeTime keepFor, @Required String justification) {}
