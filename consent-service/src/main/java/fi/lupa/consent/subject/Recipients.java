// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.subject;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierRefusal;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.FieldError;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the recipient of a request: normalises each identifier and makes its keys. */
@ApplicationScoped
public class Recipients {

    private static final int MOST = 20;
    private static final String POINTER = "/recipient";

    private final IdentifierKeys keys;

    Recipients(IdentifierKeys keys) {
        this.keys = keys;
    }

    /** Returns the recipient; throws IDENTIFIER_INVALID or IDENTIFIER_NOT_ACCEPTED. The same identifier twice counts once. */
    public Recipient read(List<RawIdentifier> raw, Controller controller) {
        if (raw.isEmpty() || raw.size() > MOST) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, POINTER, raw.isEmpty() ? "EMPTY" : "TOO_LONG");
        }
        List<RecipientIdentifier> identifiers = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            RecipientIdentifier identifier = read(raw.get(i), controller, POINTER + "/" + i);
            if (identifiers.stream().noneMatch(known -> known.current().equals(identifier.current()))) {
                identifiers.add(identifier);
            }
        }
        return new Recipient(controller.identityDomain(), identifiers);
    }

    private RecipientIdentifier read(RawIdentifier raw, Controller controller, String pointer) {
        return Normalisation.normalise(raw, controller.defaultRegion())
                .fold(accepted -> identifier(accepted, raw, controller.identityDomain()), refusal -> {
                    throw refused(refusal, pointer);
                });
    }

    private RecipientIdentifier identifier(NormalisedIdentifier accepted, RawIdentifier raw, UUID domain) {
        List<IdentifierKey> live = keys.live(domain, accepted);
        return new RecipientIdentifier(IdentifierType.valueOf(accepted.type().name()), raw.value(), live);
    }

    private static ProblemException refused(IdentifierRefusal refusal, String pointer) {
        ProblemCode code = refusal == IdentifierRefusal.PERSONAL_IDENTITY_CODE
                ? ProblemCode.IDENTIFIER_NOT_ACCEPTED
                : ProblemCode.IDENTIFIER_INVALID;
        return new ProblemException(code, List.of(new FieldError(pointer + "/value", refusal.name())));
    }
}
