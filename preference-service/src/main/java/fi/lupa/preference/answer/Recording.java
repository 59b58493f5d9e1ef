// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.quota.DistinctRecipients;
import fi.lupa.preference.record.Addressees;
import fi.lupa.preference.record.DecisionRecord;
import fi.lupa.preference.record.DecisionRecords;
import fi.lupa.preference.record.Series;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Hands each answer over for recording before it leaves; one that cannot be recorded, or is beyond the client's quota, is not given. */
@Singleton
final class Recording {

    /** Stands for a purpose that is in no catalogue: what somebody wrote there is nobody's business to keep. */
    private static final String UNKNOWN_PURPOSE = "~unknown";

    private final DecisionRecords records;
    private final Addressees addressees;
    private final InstantSource clock;
    private final DistinctRecipients recipients;

    Recording(DecisionRecords records, Addressees addressees, InstantSource clock, DistinctRecipients recipients) {
        this.recipients = recipients;
        this.records = records;
        this.addressees = addressees;
        this.clock = clock;
    }

    /** Records answers to one question, each with the record of what was told the caller. */
    final class Session {

        private final Answering.Answer answer;
        private final Ask ask;
        private final Series series;
        private final String question;

        private Session(Answering.Answer answer) {
            this.answer = answer;
            this.ask = answer.ask();
            String purpose = ask.about().purpose();
            boolean known = answer.scene().catalogue().purposes().containsKey(purpose);
            this.series = new Series(
                    ask.caller().tenant(),
                    ask.caller().client(),
                    ask.about().controller(),
                    known ? purpose : UNKNOWN_PURPOSE);
            this.question = QuestionDigest.of(ask.about().request());
        }

        /** Takes the whole decision, not what the caller may see of it. */
        void record(Answering.Line line, Decision decision, DecisionView shown) {
            recipients.count(series.tenant(), series.client(), shown.handle());
            boolean taken = records.take(new DecisionRecord(
                    shown.decisionId(),
                    clock.instant(),
                    series,
                    name(ask.about().request().channel()),
                    addressees.name(
                            ask.caller().tenant(),
                            answer.scene().domain(),
                            line.addressee().identifier().type(),
                            line.addressee().innerHash()),
                    shown.handle(),
                    question,
                    decision.outcome().name(),
                    decision.reason().name(),
                    decision.row(),
                    name(decision.basis()),
                    decision.rulebook(),
                    decision.stateRevision(),
                    shown.asOf(),
                    decision.notBefore(),
                    decision.validUntil(),
                    decision.hypothetical()));
            if (!taken) {
                throw new ProblemException(ProblemCode.STATE_UNAVAILABLE);
            }
        }
    }

    Session of(Answering.Answer answer) {
        return new Session(answer);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
