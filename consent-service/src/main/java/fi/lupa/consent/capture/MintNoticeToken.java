// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.LifeTime;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** Mints tokens for the servers that render notices. Nothing is stored: the token says all. */
@ApplicationScoped
class MintNoticeToken {

    private static final LifeTime LONGEST = new LifeTime("P90D");

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final NoticeTokens tokens;
    private final InstantSource clock;

    MintNoticeToken(Transactions transactions, Catalogue catalogue, NoticeTokens tokens, InstantSource clock) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token, until when it proves anything, and the digest of the text it stands for. */
    record TokenView(String token, Instant expiresAt, String sha256) {}

    /** Throws NOTICE_VERSION_UNKNOWN unless there is such a text that the controller may rely on, RANGE_INVALID for a life too long. */
    TokenView mint(Caller caller, NoticeTokenRequest request) {
        caller.mayActFor(request.controller());
        Instant now = Timestamps.truncate(clock.instant());
        Instant until = request.expiresIn().after(now);
        if (until.isAfter(LONGEST.after(now))) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/expiresIn", "TOO_LONG");
        }
        NoticeTokenRequest.Shown shown = request.notice();
        String sha256 = transactions.read(caller.tenant(), () -> catalogue
                .notice(caller.tenant(), shown.id(), shown.version())
                .filter(version -> version.controllers().contains(request.controller()))
                .flatMap(version -> version.sha256In(shown.language()))
                .orElseThrow(() -> ProblemException.at(ProblemCode.NOTICE_VERSION_UNKNOWN, "/notice", "UNKNOWN")));
        NoticeToken.Text text = new NoticeToken.Text(shown.id(), shown.version(), shown.language(), sha256);
        return new TokenView(
                tokens.write(new NoticeToken(caller.tenant(), request.controller(), text, until)), until, sha256);
    }
}
