// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import java.util.Locale;

/** The catalogue of everything that can go wrong for a caller; names and statuses are a contract. */
public enum ProblemCode {
    MALFORMED_JSON(400, Retry.NO),
    UNKNOWN_MEMBER(400, Retry.NO),
    INVALID_VALUE(400, Retry.NO),
    IDEMPOTENCY_KEY_MISSING(400, Retry.NO),
    REVISION_TOKEN_INVALID(400, Retry.NO),
    TOKEN_INVALID(401, Retry.NO),
    CALLER_NOT_AUTHORISED(403, Retry.NO),
    SCOPE_MISSING(403, Retry.NO),
    MANDATE_OUT_OF_SCOPE(403, Retry.NO),
    NOT_FOUND(404, Retry.NO),
    METHOD_NOT_ALLOWED(405, Retry.NO),
    NOT_ACCEPTABLE(406, Retry.NO),
    IDEMPOTENCY_KEY_IN_USE(409, Retry.MAY_HELP),
    VERSION_CONFLICT(409, Retry.NO),
    ALREADY_EXISTS(409, Retry.NO),
    IDENTITY_DOMAIN_IN_USE(409, Retry.NO),
    PAYLOAD_TOO_LARGE(413, Retry.NO),
    UNSUPPORTED_MEDIA_TYPE(415, Retry.NO),
    IDEMPOTENCY_KEY_REUSED(422, Retry.NO),
    CAPTURE_TIME_IN_FUTURE(422, Retry.NO),
    CHANNEL_REQUIRED(422, Retry.NO),
    CHANNEL_NOT_ALLOWED(422, Retry.NO),
    CHANNEL_NOT_IN_PURPOSE(422, Retry.NO),
    DUPLICATE_CHOICE(422, Retry.NO),
    PURPOSE_UNKNOWN(422, Retry.NO),
    NOTICE_REQUIRED(422, Retry.NO),
    NOTICE_VERSION_UNKNOWN(422, Retry.NO),
    NOTICE_TOKEN_INVALID(422, Retry.NO),
    NOTICE_TOKEN_STALE(422, Retry.NO),
    CALLBACK_NOT_CLAIMABLE(409, Retry.NO),
    CHOICE_NOT_ALLOWED(422, Retry.NO),
    ORIGIN_NOT_ALLOWED(403, Retry.NO),
    IDENTIFIER_INVALID(422, Retry.NO),
    IDENTIFIER_NOT_ACCEPTED(422, Retry.NO),
    BUSINESS_ID_INVALID(422, Retry.NO),
    IDENTIFIER_MISSING_FOR_CHANNEL(422, Retry.NO),
    CONTROLLER_UNKNOWN(422, Retry.NO),
    CAPTURE_INCOMPLETE(422, Retry.NO),
    METHOD_NOT_QUALIFIED(422, Retry.NO),
    RANGE_INVALID(422, Retry.NO),
    LIST_INCOMPLETE(422, Retry.NO),
    LIST_SHRINKS(409, Retry.NO),
    LIST_BUSY(409, Retry.MAY_HELP),
    IDENTIFIER_ERASED(422, Retry.NO),
    REQUEST_CLOSED(409, Retry.NO),
    CONTROLLER_CLOSED(409, Retry.NO),
    DESTRUCTION_BEGUN(409, Retry.NO),
    REQUEST_WITHOUT_COPY(409, Retry.NO),
    IDENTITY_NOT_VERIFIED(422, Retry.NO),
    SECOND_PERSON_REQUIRED(403, Retry.NO),
    EXTRACT_NOT_READY(409, Retry.MAY_HELP),
    EXTRACT_EXPIRED(410, Retry.NO),
    SEAL_MISSING(503, Retry.NO),
    TOO_MANY_REQUESTS(429, Retry.MAY_HELP),
    RECIPIENT_QUOTA_EXCEEDED(429, Retry.IN_AN_HOUR),
    INTERNAL(500, Retry.NO),
    STATE_UNAVAILABLE(503, Retry.MAY_HELP),
    HISTORY_INCOMPLETE(503, Retry.NO),
    RESTORED_BEHIND_LOG(503, Retry.NO),
    DATABASE_UNAVAILABLE(503, Retry.MAY_HELP);

    /** Where the documentation of each problem will be; a name for the problem, not necessarily a page yet. */
    private static final String TYPE_ROOT = "https://docs.lupa.example/problems/";

    private final int status;
    private final Retry retry;

    ProblemCode(int status, Retry retry) {
        this.status = status;
        this.retry = retry;
    }

    public int status() {
        return status;
    }

    /** Returns whether the same request may succeed later without anybody's doing. */
    public boolean retryMayHelp() {
        return retry != Retry.NO;
    }

    /** Returns after how many seconds it may, for {@code Retry-After}. */
    public int retryAfterSeconds() {
        return retry.seconds;
    }

    /** Returns the URI that names this problem. */
    public String type() {
        return TYPE_ROOT + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private enum Retry {
        NO(0),
        MAY_HELP(1),
        IN_AN_HOUR(3_600);

        private final int seconds;

        Retry(int seconds) {
            this.seconds = seconds;
        }
    }
}
