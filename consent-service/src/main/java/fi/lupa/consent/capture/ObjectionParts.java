// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Effect;
import fi.lupa.consent.permission.domain.Objection;

/** What an objection looks like in facts and answers. */
final class ObjectionParts {

    private ObjectionParts() {}

    static FactView.ObjectionPart of(Objection objection) {
        return new FactView.ObjectionPart(
                objection.id(), objection.scope(), objection.channel(), objection.purpose(), objection.topic());
    }

    static RecordView view(Objection objection, Effect effect) {
        return new RecordView(
                objection.id(),
                objection.purpose(),
                objection.channel(),
                effect.state(),
                effect.effective(),
                effect.because(),
                objection.scope(),
                objection.topic());
    }
}
