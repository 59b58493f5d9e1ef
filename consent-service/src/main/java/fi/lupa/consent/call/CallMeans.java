// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.call;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Category;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** What the use cases of calls need besides their tables. */
@ApplicationScoped
class CallMeans {

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Catalogue catalogue;
    private final Answers answers;
    private final RevisionTokens tokens;
    private final Ids ids;
    private final InstantSource clock;

    CallMeans(Catalogue catalogue, Answers answers, RevisionTokens tokens, Ids ids, InstantSource clock) {
        this.catalogue = catalogue;
        this.answers = answers;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    UUID nextId() {
        return ids.next();
    }

    /** Answers with the token of the write in progress. */
    Answer ok(CaptureContext context, Call call) {
        return answers.json(OK, null, CallView.of(call, revision(context)));
    }

    Answer created(CaptureContext context, Call call) {
        return answers.json(CREATED, "/v1/calls/" + call.id(), CallView.of(call, revision(context)));
    }

    private String revision(CaptureContext context) {
        return tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid()));
    }

    /** Which purposes of a controller let a machine listen. */
    List<Purpose> processing(CaptureContext context, String controller) {
        return catalogue.purposesOf(context.tenant(), controller).stream()
                .filter(purpose -> purpose.category() == Category.AI_PROCESSING)
                .toList();
    }

    /** Throws NOTICE_VERSION_UNKNOWN unless the controller has the text in the language. */
    void requireText(TenantId tenant, CallBody.SpokenNotice notice, String controller) {
        boolean known = catalogue
                .notice(tenant, notice.id(), notice.version())
                .filter(version -> version.controllers().contains(controller))
                .flatMap(version -> version.sha256In(notice.language()))
                .isPresent();
        if (!known) {
            throw ProblemException.at(ProblemCode.NOTICE_VERSION_UNKNOWN, "/notice", "UNKNOWN");
        }
    }
}
