// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.AnswerSeal;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.subject.OpenSubject;
import fi.lupa.consent.vault.SealedUse;
import fi.lupa.consent.vault.Vault;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes answers with their revision tokens, and seals what is kept of them under the subject's data key. */
@ApplicationScoped
class Answering implements AnswerSeal {

    private static final int CREATED = 201;
    private static final int OK = 200;

    private final Answers answers;
    private final RevisionTokens tokens;
    private final Vault vault;

    Answering(Answers answers, RevisionTokens tokens, Vault vault) {
        this.answers = answers;
        this.tokens = tokens;
        this.vault = vault;
    }

    /** The token of the change in progress. */
    String revision(CaptureContext context) {
        return tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid()));
    }

    CommittedAnswer created(OpenSubject subject, Object view) {
        return sealed(subject, answers.json(CREATED, "/v1/subjects/" + subject.id(), view));
    }

    CommittedAnswer ok(OpenSubject subject, Object view) {
        return sealed(subject, answers.json(OK, null, view));
    }

    /** Sealed as {@link #seal} would, by the key that is at hand. */
    private static CommittedAnswer sealed(OpenSubject subject, Answer answer) {
        return new CommittedAnswer(answer, subject.id(), subject.key().seal(answer.body(), SealedUse.ANSWER));
    }

    @Override
    public byte[] seal(TenantId tenant, @Nullable SubjectId subject, byte[] body) {
        return subject == null ? body : vault.seal(tenant, subject, body, SealedUse.ANSWER);
    }

    @Override
    public byte[] open(TenantId tenant, @Nullable SubjectId subject, byte[] stored) {
        return subject == null
                ? stored
                : vault.open(tenant, subject, stored, SealedUse.ANSWER)
                        .orElseThrow(() -> new IllegalStateException("the answer's subject is gone"));
    }
}
