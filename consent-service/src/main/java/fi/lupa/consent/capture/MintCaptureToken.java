// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/** Mints tokens for forms in browsers, which hold no secret: the token says all and is good for nothing else. */
@ApplicationScoped
class MintCaptureToken {

    private static final LifeTime LONGEST = new LifeTime("P90D");
    private static final Set<CaptureMethod> METHODS = EnumSet.of(
            CaptureMethod.WEB_CHECKBOX, CaptureMethod.WEB_BUTTON, CaptureMethod.SURVEY_TICK, CaptureMethod.CMP_BANNER);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");
    private static final int MOST = 20;

    private final MintNoticeToken notices;
    private final CaptureTokens tokens;
    private final LinkSecrets links;
    private final InstantSource clock;

    MintCaptureToken(MintNoticeToken notices, CaptureTokens tokens, LinkSecrets links, InstantSource clock) {
        this.notices = notices;
        this.tokens = tokens;
        this.links = links;
        this.clock = clock;
    }

    /** The token, where the form posts to, and until when. */
    record FormView(String token, String formAction, Instant expiresAt) {}

    FormView mint(Caller caller, CaptureTokenRequest request) {
        caller.mayActFor(request.controller());
        check(request);
        Instant now = Timestamps.truncate(clock.instant());
        Instant until = request.expiresIn().after(now);
        if (until.isAfter(LONGEST.after(now))) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/expiresIn", "TOO_LONG");
        }
        MintNoticeToken.TokenView notice = notices.mint(
                caller, new NoticeTokenRequest(request.controller(), request.notice(), request.expiresIn()));
        NoticeTokenRequest.Shown shown = request.notice();
        String token = tokens.write(new CaptureToken(
                caller.tenantKey(),
                caller.tenant().value(),
                caller.client(),
                request.controller(),
                new CaptureRequest.ShownNotice(shown.id(), shown.version(), shown.language(), notice.token()),
                request.purposes(),
                request.channels(),
                request.method(),
                request.origin().toString(),
                until));
        return new FormView(token, links.url("f/" + token), until);
    }

    private static void check(CaptureTokenRequest request) {
        CaptureChecks.names(request.purposes(), "/purposes");
        boolean few = !request.purposes().isEmpty() && request.purposes().size() <= MOST;
        require(few, "/purposes");
        require(METHODS.contains(request.method()), "/method");
        require(isOrigin(request.origin()), "/origin");
    }

    /** Scheme, host and port and nothing else; without encryption only on one's own machine. */
    private static boolean isOrigin(URI origin) {
        String host = origin.getHost();
        boolean bare = host != null
                && origin.getRawPath().isEmpty()
                && origin.getRawQuery() == null
                && origin.getRawUserInfo() == null
                && origin.getRawFragment() == null;
        return bare
                && ("https".equals(origin.getScheme())
                        || ("http".equals(origin.getScheme()) && LOOPBACK.contains(host)));
    }

    private static void require(boolean holds, String pointer) {
        if (!holds) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, pointer, "NOT_ALLOWED");
        }
    }
}
