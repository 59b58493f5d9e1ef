// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Act;
import fi.lupa.consent.permission.domain.NoticeRef;
import fi.lupa.consent.permission.domain.Original;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One capture, read and checked: the act for the fold, its public part and its personal fields for the facts. */
record CaptureFacts(CaptureRequest request, Act act, FactView.@Nullable Notice notice) {

    static CaptureFacts of(
            Session session, CaptureRequest request, FactView.@Nullable Notice notice, boolean replayed) {
        CaptureRequest.OriginalAct original = request.original();
        Act act = new Act(
                request.method(),
                request.actor(),
                request.at(),
                session.now(),
                original == null ? null : new Original(original.method(), original.at()),
                request.controlDefault(),
                request.conditional(),
                request.bundled(),
                replayed,
                notice == null ? null : new NoticeRef(notice.id(), notice.version(), notice.language()));
        return new CaptureFacts(request, act, notice);
    }

    FactView.CapturePart part() {
        Original original = act.original();
        return new FactView.CapturePart(
                act.method(),
                act.actor(),
                act.at(),
                original == null ? null : new FactView.OriginalPart(original.method(), original.at()),
                act.controlDefault(),
                act.conditional(),
                act.bundled(),
                request.signals().gpc());
    }

    /** Everything of the capture that says something about the person. */
    List<PersonalField> personal() {
        List<PersonalField> fields = new ArrayList<>();
        request.evidence().forEach((name, value) -> fields.add(new PersonalField("evidence." + name, value)));
        add(fields, "actId", request.actId());
        add(fields, "tcString", request.signals().tcString());
        add(fields, "gppString", request.signals().gppString());
        CaptureRequest.ShownNotice shown = request.notice();
        add(fields, "noticeToken", shown == null ? null : shown.token());
        CaptureRequest.OriginalAct original = request.original();
        add(fields, "originalSystem", original == null ? null : original.system());
        return fields;
    }

    static void add(List<PersonalField> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.add(new PersonalField(name, value));
        }
    }
}
