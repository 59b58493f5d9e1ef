// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the {@code capture} member of a body must keep to, whatever it is about. */
final class CaptureChecks {

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    private static final Pattern EVIDENCE_NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final int MOST_EVIDENCE = 20;
    private static final int LONGEST_EVIDENCE = 500;
    private static final int LONGEST_ACT_ID = 200;
    private static final int LONGEST_SIGNAL = 10_000;
    private static final int MOST_NAMES = 100;

    private CaptureChecks() {}

    /** Throws CAPTURE_TIME_IN_FUTURE, CAPTURE_INCOMPLETE or INVALID_VALUE. */
    static void check(CaptureRequest capture, Instant now) {
        notInFuture(capture.at(), now, "/capture/at");
        CaptureRequest.OriginalAct original = capture.original();
        if (original != null) {
            notInFuture(original.at(), now, "/capture/original/at");
            text(original.system(), LONGEST_ACT_ID, "/capture/original/system");
        }
        text(capture.actId(), LONGEST_ACT_ID, "/capture/actId");
        text(capture.signals().tcString(), LONGEST_SIGNAL, "/capture/signals/tcString");
        text(capture.signals().gppString(), LONGEST_SIGNAL, "/capture/signals/gppString");
        CaptureRequest.ShownNotice notice = capture.notice();
        text(notice == null ? null : notice.token(), LONGEST_SIGNAL, "/capture/notice/token");
        evidence(capture.evidence(), "/capture/evidence");
    }

    /** What a yes must bring along besides: how the box stood, and for an import the act it repeats. */
    static void complete(CaptureRequest capture) {
        if (capture.method().tick() && capture.controlDefault() == null) {
            throw ProblemException.at(ProblemCode.CAPTURE_INCOMPLETE, "/capture/controlDefault", "MISSING");
        }
        if (capture.method().imported() && capture.original() == null) {
            throw ProblemException.at(ProblemCode.CAPTURE_INCOMPLETE, "/capture/original", "MISSING");
        }
    }

    static void evidence(Map<String, String> evidence, String pointer) {
        if (evidence.size() > MOST_EVIDENCE) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "TOO_LONG");
        }
        evidence.forEach((name, value) -> {
            if (!EVIDENCE_NAME.matcher(name).matches() || value.length() > LONGEST_EVIDENCE) {
                throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_ALLOWED");
            }
        });
    }

    /** Names travel in clear: anything that could hold an address is refused. */
    static void names(Collection<String> names, String pointer) {
        if (names.size() > MOST_NAMES
                || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_A_NAME");
        }
    }

    static void language(@Nullable String language, String pointer) {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_A_LANGUAGE");
        }
    }

    static void timeZone(@Nullable String zone, String pointer) {
        try {
            if (zone != null) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_A_TIME_ZONE");
        }
    }

    static void text(@Nullable String text, int longest, String pointer) {
        if (text != null && (text.isBlank() || text.length() > longest)) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, text.isBlank() ? "EMPTY" : "TOO_LONG");
        }
    }

    static void notInFuture(Instant at, Instant now, String pointer) {
        if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw ProblemException.at(ProblemCode.CAPTURE_TIME_IN_FUTURE, pointer, "IN_FUTURE");
        }
    }
}
