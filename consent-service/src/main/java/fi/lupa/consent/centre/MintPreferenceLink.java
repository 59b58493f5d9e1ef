// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.centre;

import fi.lupa.consent.capture.Addressees;
import fi.lupa.consent.capture.LinkSecrets;
import fi.lupa.consent.capture.SubjectDoor;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierRefusal;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;

/** Mints links to the preference centre for mails that a client sends for a controller. Stores nothing. */
@ApplicationScoped
class MintPreferenceLink {

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final SubjectDoor door;
    private final PreferenceTokens tokens;
    private final LinkSecrets secrets;
    private final InstantSource clock;

    MintPreferenceLink(
            Transactions transactions,
            Catalogue catalogue,
            SubjectDoor door,
            PreferenceTokens tokens,
            LinkSecrets secrets,
            InstantSource clock) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.door = door;
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The link and until when it opens. */
    record PreferenceLinkView(String link, Instant expiresAt) {}

    PreferenceLinkView mint(Caller caller, PreferenceLinkRequest request) {
        caller.mayActFor(request.controller());
        Instant now = Timestamps.truncate(clock.instant());
        Instant until = request.life().after(now);
        if (until.isAfter(PreferenceLinkRequest.LONGEST.after(now))) {
            throw ProblemException.at(ProblemCode.RANGE_INVALID, "/expiresIn", "TOO_LONG");
        }
        Controller controller = transactions.read(caller.tenant(), () -> {
            Controller found = catalogue
                    .controller(caller.tenant(), request.controller())
                    .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "/controller", "UNKNOWN"));
            door.require(caller, found, MandateRight.CAPTURE, now);
            return found;
        });
        byte[] innerHash = IdentifierKeys.innerHash(address(request.recipient(), controller));
        Addressees.Link whom = new Addressees.Link(caller.tenant(), controller.key(), innerHash);
        return new PreferenceLinkView(secrets.url("p/" + tokens.write(new PreferenceToken(whom, until))), until);
    }

    static NormalisedIdentifier address(RawIdentifier raw, Controller controller) {
        if (raw.type() != IdentifierType.EMAIL) {
            throw ProblemException.at(ProblemCode.IDENTIFIER_MISSING_FOR_CHANNEL, "/recipient/type", "NOT_ALLOWED");
        }
        return Normalisation.normalise(raw, controller.defaultRegion()).fold(accepted -> accepted, refusal -> {
            throw ProblemException.at(
                    refusal == IdentifierRefusal.PERSONAL_IDENTITY_CODE
                            ? ProblemCode.IDENTIFIER_NOT_ACCEPTED
                            : ProblemCode.IDENTIFIER_INVALID,
                    "/recipient/value",
                    refusal.name());
        });
    }
}
