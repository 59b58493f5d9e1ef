// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import fi.lupa.consent.journal.WriteRefusal;
import fi.lupa.consent.journal.WritesRefusedException;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemResponses;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says why nothing may be written now. */
public class JournalRefusals {

    /** Answers 503: with its own code when an operator has to act, otherwise as a database that is away for a moment. */
    @ServerExceptionMapper
    public Response refused(WritesRefusedException failure, HttpHeaders headers) {
        boolean restored = failure.reason() == WriteRefusal.RESTORED_BEHIND_LOG;
        return ProblemResponses.of(
                restored ? ProblemCode.RESTORED_BEHIND_LOG : ProblemCode.DATABASE_UNAVAILABLE, headers);
    }
}
