// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.startup;

import java.util.Optional;

/** The configuration as the safety checks see it. */
interface ConfigView {

    Optional<String> value(String key);

    Iterable<String> names();

    /** Returns the id of the zone in which the process would write local times. */
    String zone();
}
