// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.PersonalIdentityCode;
import fi.lupa.platform.identifier.PostalAddress;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a row of an import as the capture it stands for. A yes must bring its proof; of a no whatever can be read is taken. */
final class ImportedWords {

    private static final int POSTAL_FIELDS = 5;

    private final ImportedRow row;

    ImportedWords(ImportedRow row) {
        this.row = row;
    }

    /** Returns the identifier; throws INVALID_VALUE for a type that is none, or that names an organisation. */
    RawIdentifier identifier() {
        IdentifierType type = word(IdentifierType.class, "type");
        String value = required("value");
        if (fi.lupa.consent.permission.domain.IdentifierType.valueOf(type.name())
                .ofOrganisation()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/type", "NOT_ALLOWED");
        }
        return new RawIdentifier(type, type == IdentifierType.POSTAL ? postal(value) : value, null);
    }

    private static String postal(String value) {
        String[] fields = value.split("\\|", -1);
        return fields.length == POSTAL_FIELDS
                ? new PostalAddress(fields[0], fields[1], fields[2], fields[3], fields[4]).canonical()
                : "";
    }

    /** Returns the body that says the same as the row; throws the problem of a row that says nothing readable. */
    ConsentRequest request(String controller, Instant now) {
        Choice choice = word(Choice.class, "choice");
        Channel channel = row.text("channel") == null ? null : word(Channel.class, "channel");
        ChoiceRequest said = new ChoiceRequest(
                required("purpose"),
                channel == null ? List.of() : List.of(channel),
                choice,
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
        CaptureRequest capture = choice == Choice.GIVEN ? yes(now) : other(now);
        return new ConsentRequest(controller, List.of(identifier()), null, List.of(said), capture);
    }

    /** Returns what a yes lacks to be shown to be one; nothing if it lacks nothing. */
    Optional<String> missing() {
        if (row.text("originalMethod") == null || row.text("originalAt") == null) {
            return Optional.of("ORIGINAL_MISSING");
        }
        if (row.text("noticeId") == null || row.text("noticeVersion") == null || row.text("language") == null) {
            return Optional.of("NOTICE_MISSING");
        }
        return row.text("evidenceRef") == null ? Optional.of("EVIDENCE_MISSING") : Optional.empty();
    }

    /** Returns when it was said; of what bears no date any time will do. */
    Instant saidAt() {
        return time().orElse(Instant.MIN);
    }

    private CaptureRequest yes(Instant now) {
        CaptureMethod original =
                row.text("originalMethod") == null ? null : word(CaptureMethod.class, "originalMethod");
        Instant originalAt = row.text("originalAt") == null ? null : time().orElseThrow(ImportedWords::noTime);
        boolean shown = missing().isEmpty();
        return capture(
                shown ? CaptureMethod.IMPORT_WITH_EVIDENCE : CaptureMethod.IMPORT_WITHOUT_EVIDENCE,
                now,
                original == null || originalAt == null ? null : original(original, originalAt),
                shown ? notice() : null);
    }

    /** A no is of the day it bears, if that can be read and is not to come; otherwise of today. */
    private CaptureRequest other(Instant now) {
        Instant at = time().filter(said -> !said.isAfter(now)).orElse(now);
        return capture(CaptureMethod.IMPORT_WITHOUT_EVIDENCE, at, null, null);
    }

    private CaptureRequest capture(
            CaptureMethod method,
            Instant at,
            CaptureRequest.@Nullable OriginalAct original,
            CaptureRequest.@Nullable ShownNotice notice) {
        return new CaptureRequest(
                method,
                null,
                Actor.SUBJECT,
                at,
                original,
                notice,
                null,
                false,
                false,
                CaptureRequest.Signals.NONE,
                CaptureRequest.Delivery.BY_LUPA,
                evidence());
    }

    private CaptureRequest.OriginalAct original(CaptureMethod method, Instant at) {
        return new CaptureRequest.OriginalAct(method, at, row.text("source"));
    }

    private CaptureRequest.ShownNotice notice() {
        return new CaptureRequest.ShownNotice(
                required("noticeId"), required("noticeVersion"), required("language"), null);
    }

    private Map<String, String> evidence() {
        Map<String, String> evidence = new HashMap<>();
        for (String column : List.of("source", "evidenceRef")) {
            String text = row.text(column);
            if (text != null) {
                if (PersonalIdentityCode.isIn(text)) {
                    throw ProblemException.at(
                            ProblemCode.IDENTIFIER_NOT_ACCEPTED, "/" + column, "PERSONAL_IDENTITY_CODE");
                }
                evidence.put(column, text);
            }
        }
        return evidence;
    }

    private Optional<Instant> time() {
        try {
            return Optional.ofNullable(row.text("originalAt")).map(Timestamps::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ProblemException noTime() {
        return ProblemException.at(ProblemCode.INVALID_VALUE, "/originalAt", "NOT_A_TIME");
    }

    private String required(String column) {
        String text = row.text(column);
        if (text == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/" + column, "MISSING");
        }
        return text;
    }

    private <E extends Enum<E>> E word(Class<E> words, String column) {
        try {
            return Enum.valueOf(words, required(column));
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/" + column, "NOT_ALLOWED");
        }
    }
}
