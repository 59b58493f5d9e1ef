// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fi.lupa.consent.store.Answer;
import fi.lupa.consent.store.IdempotencyClaim;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.platform.problem.ProblemLanguage;
import fi.lupa.platform.problem.ProblemView;
import fi.lupa.platform.problem.TraceIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records many captures, each in a transaction of its own: one that is refused does not hold up the others. */
@ApplicationScoped
class CaptureBatch {

    private static final int MOST = 500;

    private final CaptureConsent consents;

    CaptureBatch(CaptureConsent consents) {
        this.consents = consents;
    }

    /** What came of one capture: the status and body it would have had alone. */
    record Result(int status, @JsonRawValue String body) {}

    /** The results in the order of the captures. */
    record Results(List<Result> results) {}

    Results capture(Caller caller, BatchRequest request, IdempotencyClaim claim) {
        int size = request.captures().size();
        if (size < 1 || size > MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/captures", size < 1 ? "EMPTY" : "TOO_LONG");
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            results.add(one(caller, request.captures().get(i), claim.part(i)));
        }
        return new Results(results);
    }

    private Result one(Caller caller, ConsentRequest capture, IdempotencyClaim claim) {
        try {
            Answer answer = consents.capture(caller, capture, claim);
            return new Result(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ProblemException refused) {
            ProblemCode code = refused.code();
            String body = ProblemView.of(code, ProblemLanguage.EN, TraceIds.current(), refused.errors())
                    .toJson();
            return new Result(code.status(), body);
        }
    }
}
