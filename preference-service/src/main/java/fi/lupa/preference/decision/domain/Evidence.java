// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.decision.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The record that decided: a consent with its notice, or the record or objection that stands in the way. */
public record Evidence(
        @Nullable String consentId,
        @Nullable String noticeId,
        @Nullable String noticeVersion,
        @Nullable Instant givenAt,
        @Nullable String prohibitionId) {

    static Evidence of(Permission permission) {
        Permission.Notice notice = permission.notice();
        return new Evidence(
                permission.recordId(),
                notice == null ? null : notice.id(),
                notice == null ? null : notice.version(),
                permission.at(),
                null);
    }

    static Evidence ofProhibition(String id) {
        return new Evidence(null, null, null, null, id);
    }
}
