// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CaptureScope;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.consent.store.Transactions;
import fi.lupa.consent.vault.ProofSeal;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Ids;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens sealed proof: one person asks, for a named case, and another releases. */
@ApplicationScoped
class OpenProof {

    private static final Logger LOG = Logger.getLogger(OpenProof.class);
    private static final Pattern CASE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./_-]{2,63}");
    private static final int CREATED = 201;

    private final Transactions transactions;
    private final ProofRows proofs;
    private final OpeningRows openings;
    private final ProofSeal seal;
    private final Means means;
    private final InstantSource clock;

    OpenProof(
            Transactions transactions,
            ProofRows proofs,
            OpeningRows openings,
            ProofSeal seal,
            Means means,
            InstantSource clock) {
        this.clock = clock;
        this.transactions = transactions;
        this.proofs = proofs;
        this.openings = openings;
        this.seal = seal;
        this.means = means;
    }

    /** What the use case needs besides. */
    @ApplicationScoped
    static class Means {

        private final SubjectDoor door;
        private final Catalogue catalogue;
        private final ProofConfig config;
        private final Answers answers;
        private final Ids ids;
        private final ObjectMapper json;

        Means(SubjectDoor door, Catalogue catalogue, ProofConfig config, Answers answers, Ids ids, ObjectMapper json) {
            this.door = door;
            this.catalogue = catalogue;
            this.config = config;
            this.answers = answers;
            this.ids = ids;
            this.json = json;
        }

        void require(Caller caller, String controller, Instant now) {
            door.require(
                    caller,
                    catalogue
                            .controller(caller.tenant(), controller)
                            .orElseThrow(() -> new ProblemException(ProblemCode.CONTROLLER_UNKNOWN)),
                    MandateRight.ERASE,
                    now);
        }

        UUID nextId() {
            return ids.next();
        }

        Answer created(OpeningView view) {
            return answers.json(CREATED, "/v1/proof-openings/" + view.id(), view);
        }

        Instant readableUntil(Instant releasedAt) {
            return releasedAt.plus(config.readableFor());
        }

        JsonNode tree(byte[] text) {
            try {
                return json.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException("sealed proof cannot be read", null);
            }
        }
    }

    /** Returns 201 with an opening that waits for another person; throws NOT_FOUND where nothing is kept (any more). */
    Answer ask(Caller caller, UUID request, OpeningBody body, IdempotencyClaim claim) {
        if (!caller.controllers().contains(body.controller())) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        String person = person(caller);
        if (!CASE.matcher(body.caseReference()).matches()) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/caseReference", "NOT_ALLOWED");
        }
        return transactions.captureOnce(noSubjects(caller.tenant()), claim, context -> {
            Instant now = context.recordedAt();
            means.require(caller, body.controller(), now);
            if (proofs.find(caller.tenant(), request, body.controller(), now).isEmpty()) {
                throw new ProblemException(ProblemCode.NOT_FOUND);
            }
            OpeningRows.Opening opening = new OpeningRows.Opening(
                    means.nextId(), body.controller(), request, body.caseReference(), person, now, null, null);
            openings.insert(caller.tenant(), opening);
            LOG.infof(
                    "Sealed proof is asked for: opening=%s request=%s case=%s",
                    opening.id(), request, body.caseReference());
            return new CommittedAnswer(means.created(view(opening, null)), null);
        });
    }

    /** Releases it; throws SECOND_PERSON_REQUIRED for the one who asked. Once it is released, that it was is the answer. */
    OpeningView release(Caller caller, UUID id) {
        String person = person(caller);
        CaptureScope scope = noSubjects(caller.tenant());
        transactions.capture(scope, context -> {
            release(context, caller, id, person);
            return id;
        });
        return read(caller, id);
    }

    private void release(CaptureContext context, Caller caller, UUID id, String person) {
        OpeningRows.Opening opening = find(caller, id);
        means.require(caller, opening.controller(), context.recordedAt());
        if (opening.askedBy().equals(person)) {
            throw new ProblemException(ProblemCode.SECOND_PERSON_REQUIRED);
        }
        openings.release(caller.tenant(), id, person, context.recordedAt());
        LOG.infof("Sealed proof is opened: opening=%s request=%s case=%s", id, opening.request(), opening.caseId());
    }

    /** Returns the opening, with what was sealed while it may be read. */
    OpeningView read(Caller caller, UUID id) {
        Instant now = clock.instant();
        return transactions.read(caller.tenant(), () -> {
            OpeningRows.Opening opening = find(caller, id);
            means.require(caller, opening.controller(), now);
            Instant released = opening.releasedAt();
            boolean readable = released != null && now.isBefore(means.readableUntil(released));
            return view(opening, readable ? opened(caller.tenant(), opening, now) : null);
        });
    }

    private OpeningRows.Opening find(Caller caller, UUID id) {
        return openings.find(caller.tenant(), id)
                .filter(opening -> caller.controllers().contains(opening.controller()))
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
    }

    private List<JsonNode> opened(TenantId tenant, OpeningRows.Opening opening, Instant now) {
        return proofs.find(tenant, opening.request(), opening.controller(), now).stream()
                .map(proof -> means.tree(seal.open(tenant, proof.domain(), proof.id(), proof.sealed())))
                .toList();
    }

    private OpeningView view(OpeningRows.Opening opening, @Nullable List<JsonNode> content) {
        Instant released = opening.releasedAt();
        return new OpeningView(
                opening.id(),
                opening.request(),
                opening.controller(),
                opening.caseId(),
                opening.askedAt(),
                released,
                released == null ? null : means.readableUntil(released),
                content);
    }

    private static CaptureScope noSubjects(TenantId tenant) {
        return CaptureScope.ofSubjects(tenant, Set.of());
    }

    /** A token without a person opens nothing. */
    private static String person(Caller caller) {
        String sub = caller.sub();
        if (sub == null || sub.isBlank()) {
            throw new ProblemException(ProblemCode.SECOND_PERSON_REQUIRED);
        }
        return sub;
    }
}
