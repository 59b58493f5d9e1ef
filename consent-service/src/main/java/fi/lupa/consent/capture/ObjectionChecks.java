// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Checks the body of an objection: each scope has what names it and nothing besides. */
@ApplicationScoped
class ObjectionChecks {

    private final Catalogue catalogue;
    private final Planning planning;
    private final InstantSource clock;

    ObjectionChecks(Catalogue catalogue, Planning planning, InstantSource clock) {
        this.catalogue = catalogue;
        this.planning = planning;
        this.clock = clock;
    }

    void body(ObjectionRequest request) {
        CaptureChecks.check(request.capture(), clock.instant());
        ContactRecorder.check(request.contact(), "/contact");
        ObjectionScope scope = request.scope();
        boolean channel = request.channel() != null;
        boolean purpose = request.purpose() != null;
        require(channel || scope != ObjectionScope.CHANNEL, ProblemCode.CHANNEL_REQUIRED, "/channel");
        require(!channel || mayHaveChannel(scope), ProblemCode.CHANNEL_NOT_ALLOWED, "/channel");
        require(purpose || scope != ObjectionScope.PURPOSE, ProblemCode.INVALID_VALUE, "/purpose");
        require(
                !purpose || scope == ObjectionScope.PURPOSE || scope == ObjectionScope.TOPIC,
                ProblemCode.INVALID_VALUE,
                "/purpose");
        require((request.topic() != null) == (scope == ObjectionScope.TOPIC), ProblemCode.INVALID_VALUE, "/topic");
        if (request.topic() != null) {
            CaptureChecks.names(List.of(request.topic()), "/topic");
        }
    }

    private static boolean mayHaveChannel(ObjectionScope scope) {
        return scope == ObjectionScope.CHANNEL || scope == ObjectionScope.PURPOSE || scope == ObjectionScope.TOPIC;
    }

    /** A processor may take an objection where its mandate reaches any part of what is objected to: nobody's no is turned away for being wide. */
    void mandate(Session session, ObjectionRequest request) {
        String key = request.purpose();
        if (key == null) {
            requireMandate(planning.mayCaptureAnything(session));
            return;
        }
        Purpose purpose = catalogue
                .purpose(session.context().tenant(), request.controller(), key)
                .orElseThrow(() -> ProblemException.at(ProblemCode.PURPOSE_UNKNOWN, "/purpose", "UNKNOWN"));
        Channel channel = request.channel();
        if (channel != null) {
            boolean inPurpose =
                    purpose.channels().stream().anyMatch(known -> known.name().equals(channel.name()));
            require(inPurpose, ProblemCode.CHANNEL_NOT_IN_PURPOSE, "/channel");
            requireMandate(planning.mayCapture(session, key, channel));
            return;
        }
        requireMandate(planning.mayCapture(session, key, null)
                || purpose.channels().stream()
                        .anyMatch(known -> planning.mayCapture(session, key, Channel.valueOf(known.name()))));
    }

    private static void requireMandate(boolean covered) {
        if (!covered) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
    }

    private static void require(boolean holds, ProblemCode code, String pointer) {
        if (!holds) {
            throw ProblemException.at(code, pointer, "NOT_ALLOWED");
        }
    }
}
