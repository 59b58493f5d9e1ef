// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.telling;

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

/** Records many disclosures, each in a transaction of its own: one that is refused does not hold up the others. */
@ApplicationScoped
class RecordDisclosures {

    private static final int MOST = 500;

    private final RecordDisclosure disclosures;

    RecordDisclosures(RecordDisclosure disclosures) {
        this.disclosures = disclosures;
    }

    /** What came of one: the status and body it would have had alone. */
    record Result(int status, @JsonRawValue String body) {}

    /** The results in the order of the disclosures. */
    record Results(List<Result> results) {}

    Results record(Caller caller, DisclosuresBody body, IdempotencyClaim claim) {
        int size = body.disclosures().size();
        if (size < 1 || size > MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/disclosures", size < 1 ? "EMPTY" : "TOO_LONG");
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            results.add(one(caller, body.disclosures().get(i), claim.part(i)));
        }
        return new Results(results);
    }

    private Result one(Caller caller, DisclosureBody disclosure, IdempotencyClaim claim) {
        try {
            Answer answer = disclosures.record(caller, disclosure, claim);
            return new Result(answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (ProblemException refused) {
            ProblemCode code = refused.code();
            String body = ProblemView.of(code, ProblemLanguage.EN, TraceIds.current(), refused.errors())
                    .toJson();
            return new Result(code.status(), body);
        }
    }
}
