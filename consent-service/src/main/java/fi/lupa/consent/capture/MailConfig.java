// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a confirmation mail is tried again that the mail server was not there for. */
@ConfigMapping(prefix = "consent.confirmation-mails")
interface MailConfig {

    /** How long after the first attempt; doubled after each further one. */
    @WithDefault("PT30S")
    Duration retryAfter();

    /** The longest time between two attempts. */
    @WithDefault("PT1H")
    Duration retryAtMost();
}
