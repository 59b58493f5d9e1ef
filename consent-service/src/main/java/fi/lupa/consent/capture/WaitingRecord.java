// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.NoticeRef;
import fi.lupa.consent.permission.domain.Terms;
import fi.lupa.platform.id.SubjectId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored record that waits for confirmation, or has waited.
 *
 * @param subject who has its identifier now
 * @param ref the identifier's reference with that subject
 * @param confirmedBy the record that confirmed it, if there is one
 */
record WaitingRecord(
        UUID id,
        SubjectId subject,
        String controller,
        String purpose,
        int ref,
        FactView.Consent consent,
        CaptureMethod method,
        @Nullable UUID confirmedBy) {

    ChoiceKey key() {
        @Nullable Channel channel = consent.channel();
        return new ChoiceKey(controller, purpose, channel);
    }

    Terms terms() {
        return new Terms(consent.topics(), consent.offerOwners(), consent.disclosedTo(), consent.explicit());
    }

    List<String> topics() {
        return consent.topics();
    }

    @Nullable
    NoticeRef notice() {
        FactView.Notice notice = consent.notice();
        return notice == null ? null : new NoticeRef(notice.id(), notice.version(), notice.language());
    }
}
