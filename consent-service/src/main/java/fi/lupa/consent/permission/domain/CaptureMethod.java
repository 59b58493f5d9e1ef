// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.permission.domain;

import java.time.Duration;

/** The closed list of ways in which a choice is expressed, and what each of them may do. */
public enum CaptureMethod {
    WEB_CHECKBOX(Kind.TICK, Control.NOT_SHOWN),
    WEB_BUTTON(Kind.OWN_ACT, Control.NOT_SHOWN),
    SURVEY_TICK(Kind.TICK, Control.NOT_SHOWN),
    CMP_BANNER(Kind.OWN_ACT, Control.OF_A_DEVICE),
    DOUBLE_OPT_IN_LINK(Kind.OWN_ACT, Control.SHOWN),
    AUTHENTICATED_SELF_SERVICE(Kind.OWN_ACT, Control.SHOWN),
    SMS_REPLY(Kind.OWN_ACT, Control.SHOWN),
    SIGNED_PAPER(Kind.WITNESSED_ACT, Control.SHOWN),
    RECORDED_CALL(Kind.WITNESSED_ACT, Control.SHOWN),
    IN_PERSON_WITNESSED(Kind.WITNESSED_ACT, Control.NOT_SHOWN),
    IMPORT_WITH_EVIDENCE(Kind.IMPORT, Control.NOT_SHOWN),
    IMPORT_WITHOUT_EVIDENCE(Kind.NO_PROOF, Control.NOT_SHOWN),
    BROWSER_SETTINGS(Kind.NO_PROOF, Control.NOT_SHOWN),
    CONTINUED_USE(Kind.NO_PROOF, Control.NOT_SHOWN),
    PRE_TICKED(Kind.NO_PROOF, Control.NOT_SHOWN),
    STAFF_ENTRY_UNSIGNED(Kind.NO_PROOF, Control.NOT_SHOWN),
    TERMS_ACCEPTANCE(Kind.NO_PROOF, Control.NOT_SHOWN);

    private final Kind kind;
    private final Control control;

    CaptureMethod(Kind kind, Control control) {
        this.kind = kind;
        this.control = control;
    }

    /** Returns whether the person acted: only such an act can lift a prohibition. */
    public boolean ownAct() {
        return kind.ownAct;
    }

    /** Returns whether staff may have entered what the person did: on paper, in a call, face to face. */
    public boolean witnessed() {
        return kind == Kind.WITNESSED_ACT;
    }

    /** Returns whether a permission can come of it at all. */
    public boolean permissionCapable() {
        return kind.ownAct || kind == Kind.IMPORT;
    }

    /** Returns whether it repeats an act that another system recorded. */
    public boolean imported() {
        return kind == Kind.IMPORT;
    }

    /** Returns whether a box was ticked, so that it must be told how the box stood before. */
    public boolean tick() {
        return kind == Kind.TICK;
    }

    /** Returns how late after the act it may be recorded and still count as fresh; zero: never. */
    public Duration freshness() {
        return kind.freshness;
    }

    /** Returns whether the act shows that the person controls an identifier of this type. */
    public boolean showsControl(IdentifierType type) {
        return control == Control.SHOWN || (control == Control.OF_A_DEVICE && type == IdentifierType.DEVICE);
    }

    private enum Kind {
        TICK(true, Duration.ofDays(3)),
        OWN_ACT(true, Duration.ofDays(3)),
        WITNESSED_ACT(true, Duration.ofDays(30)),
        IMPORT(false, Duration.ZERO),
        NO_PROOF(false, Duration.ZERO);

        private final boolean ownAct;
        private final Duration freshness;

        Kind(boolean ownAct, Duration freshness) {
            this.ownAct = ownAct;
            this.freshness = freshness;
        }
    }

    private enum Control {
        SHOWN,
        OF_A_DEVICE,
        NOT_SHOWN
    }
}
