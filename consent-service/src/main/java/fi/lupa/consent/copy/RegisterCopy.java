// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import fi.lupa.platform.id.TenantId;
import java.time.Duration;
import java.util.UUID;

/**
 * The register of a controller that is to be given as a whole.
 *
 * @param order by whose id it is named
 * @param domain the identity domain whose register it is
 * @param within how long that may take
 * @param idle how long nobody may take anything of it
 */
public record RegisterCopy(
        TenantId tenant, String controller, UUID order, UUID domain, Duration within, Duration idle) {}
