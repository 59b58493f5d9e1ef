// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.subject.OpenSubject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogue's channels as the fold knows them. */
final class CentreChannels {

    private CentreChannels() {}

    static fi.lupa.consent.permission.domain.@Nullable Channel domain(@Nullable Channel channel) {
        return channel == null ? null : fi.lupa.consent.permission.domain.Channel.valueOf(channel.name());
    }

    /** The identifiers by which the channel reaches the subject; all of them for a purpose without channels. */
    static Set<Integer> refs(OpenSubject subject, @Nullable Channel channel) {
        fi.lupa.consent.permission.domain.Channel named = domain(channel);
        return subject.refs(type -> named == null || named.reachedBy(type));
    }
}
