// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a mail about a changed notice is tried. */
@ConfigMapping(prefix = "consent.notice-changes")
interface NoticeChangeConfig {

    /** How often it is looked for people who are to be told of a changed notice. */
    @WithDefault("10s")
    Duration every();

    /** After what time a mail is tried again that the mail server was not there for. */
    @WithDefault("PT5M")
    Duration retryAfter();

    /** How long after the version came into force, or was ordered, that goes on. */
    @WithDefault("P7D")
    Duration giveUpAfter();
}
