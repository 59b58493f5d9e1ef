// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.ControlDefault;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code capture} member of a body: how, when and by whom something was expressed. */
record CaptureRequest(
        @Required CaptureMethod method,
        @Nullable String actId,
        Actor actor,
        @Required Instant at,
        @Nullable OriginalAct original,
        @Nullable ShownNotice notice,
        @Nullable ControlDefault controlDefault,
        Boolean conditional,
        Boolean bundled,
        Signals signals,
        Delivery confirmation,
        @Items Map<String, String> evidence) {

    CaptureRequest {
        actor = Absent.or(actor, Actor.SUBJECT);
        conditional = Absent.or(conditional, false);
        bundled = Absent.or(bundled, false);
        signals = Absent.or(signals, Signals.NONE);
        confirmation = Absent.or(confirmation, Delivery.BY_LUPA);
        evidence = Absent.map(evidence);
    }

    /** Returns whether the person acted, and staff or a machine did not act instead. */
    boolean byThePerson() {
        return method.ownAct() && actor != Actor.SYSTEM && (method.witnessed() || actor != Actor.STAFF);
    }

    /** The same capture by a browser that says not to share. */
    CaptureRequest withGpc() {
        return new CaptureRequest(
                method,
                actId,
                actor,
                at,
                original,
                notice,
                controlDefault,
                conditional,
                bundled,
                new Signals(true, signals.tcString(), signals.gppString()),
                confirmation,
                evidence);
    }

    /** The act that an import repeats. */
    record OriginalAct(
            @Required CaptureMethod method,
            @Required Instant at,
            @Nullable String system) {}

    /** The notice the person was shown. */
    record ShownNotice(
            @Required String id,
            @Required String version,
            @Required String language,
            @Nullable String token) {}

    /** What the person's browser said. */
    record Signals(
            Boolean gpc,
            @Nullable String tcString,
            @Nullable String gppString) {

        static final Signals NONE = new Signals(false, null, null);

        Signals {
            gpc = Absent.or(gpc, false);
        }
    }

    /** Who brings the confirmation link to the person. */
    record Delivery(Deliver deliver) {

        static final Delivery BY_LUPA = new Delivery(Deliver.LUPA);

        Delivery {
            deliver = Absent.or(deliver, Deliver.LUPA);
        }

        boolean byLupa() {
            return deliver == Deliver.LUPA;
        }
    }

    /** Lupa by mail, or the client with the link it gets back. */
    enum Deliver {
        LUPA,
        CLIENT
    }
}
