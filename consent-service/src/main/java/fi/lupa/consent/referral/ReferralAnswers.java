// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.referral;

import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.http.Answers;
import fi.lupa.consent.store.CaptureContext;
import fi.lupa.consent.store.CommittedAnswer;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.token.RevisionToken;
import fi.lupa.platform.token.RevisionTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says what may be said of a referral. */
@ApplicationScoped
class ReferralAnswers {

    private static final int CREATED = 201;

    private final Answers answers;
    private final RevisionTokens tokens;

    ReferralAnswers(Answers answers, RevisionTokens tokens) {
        this.answers = answers;
        this.tokens = tokens;
    }

    /** Whom it was passed on to. */
    record Done(List<ReferralView.ReferredTo> referredTo, List<ReferralWords.Responsible> responsible) {

        /** Keeps copies. */
        Done {
            referredTo = List.copyOf(referredTo);
            responsible = List.copyOf(responsible);
        }
    }

    CommittedAnswer answer(List<SubjectDoor.Place> places, ReferralBody body, Clients.Parties parties, Done done) {
        CaptureContext context = places.get(0).context();
        ReferralView.Told told = told(body);
        boolean names = body.mayName();
        List<String> own = places.stream()
                .map(SubjectDoor.Place::controller)
                .filter(controller -> parties.own().contains(controller.key()))
                .map(Controller::legalName)
                .toList();
        ReferralWords.Said said = new ReferralWords.Said(
                told, names ? done.responsible() : null, body.stops(), own, body.stopsOwnMarketing());
        ReferralView view = new ReferralView(
                Timestamps.truncate(body.receivedAt()),
                told,
                names ? done.referredTo() : null,
                new ReferralView.OwnMarketing(parties.own(), body.stopsOwnMarketing()),
                ReferralWords.inform(said),
                tokens.mint(new RevisionToken(context.tenant(), context.epoch(), context.xid())));
        return new CommittedAnswer(answers.json(CREATED, null, view), null);
    }

    private static ReferralView.Told told(ReferralBody body) {
        if (body.mayName()) {
            return ReferralView.Told.HERE;
        }
        boolean byMail = body.recipient().stream().anyMatch(raw -> raw.type() == IdentifierType.EMAIL);
        return byMail ? ReferralView.Told.BY_LETTER : ReferralView.Told.WHEN_VERIFIED;
    }
}
