// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.organisation;

import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.permission.domain.OrganisationRef;
import fi.lupa.consent.subject.Recipient;
import fi.lupa.consent.subject.RecipientIdentifier;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.Normalised;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which organisation an address or a business id stands for. */
@ApplicationScoped
public class Organisations {

    private static final fi.lupa.consent.permission.domain.IdentifierType EMAIL =
            fi.lupa.consent.permission.domain.IdentifierType.EMAIL;

    private final IdentifierKeys keys;

    Organisations(IdentifierKeys keys) {
        this.keys = keys;
    }

    /** Returns the reference that a contact's description keeps; throws BUSINESS_ID_INVALID at the pointer. */
    public OrganisationRef reference(Controller controller, String businessId, String pointer) {
        RecipientIdentifier identifier = businessId(controller, businessId, pointer);
        return new OrganisationRef(identifier.keys().stream()
                .map(key -> new OrganisationRef.Key(key.version(), key.base64Url()))
                .toList());
    }

    /**
     * Returns the recipient with the organisations it stands for: the domain of each e-mail address that is no public mailbox provider's, and
     * the business id; throws BUSINESS_ID_INVALID at the pointer.
     */
    public Recipient widened(Recipient recipient, Controller controller, @Nullable String businessId, String pointer) {
        List<RecipientIdentifier> wider = new ArrayList<>(recipient.identifiers());
        recipient.identifiers().stream()
                .filter(identifier -> identifier.type() == EMAIL)
                .forEach(identifier -> domain(controller, identifier.given()).ifPresent(found -> add(wider, found)));
        if (businessId != null) {
            add(wider, businessId(controller, businessId, pointer));
        }
        return new Recipient(recipient.domain(), wider);
    }

    private static void add(List<RecipientIdentifier> all, RecipientIdentifier one) {
        if (all.stream().noneMatch(known -> known.current().equals(one.current()))) {
            all.add(one);
        }
    }

    private Optional<RecipientIdentifier> domain(Controller controller, String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return normalised(controller, IdentifierType.EMAIL_DOMAIN, domain)
                .filter(accepted -> !PublicMailboxes.has(accepted.value()))
                .map(accepted -> identifier(controller, accepted, accepted.value()));
    }

    private RecipientIdentifier businessId(Controller controller, String businessId, String pointer) {
        return normalised(controller, IdentifierType.BUSINESS_ID, businessId)
                .map(accepted -> identifier(controller, accepted, businessId))
                .orElseThrow(() -> ProblemException.at(ProblemCode.BUSINESS_ID_INVALID, pointer, "INVALID"));
    }

    private RecipientIdentifier identifier(Controller controller, NormalisedIdentifier accepted, String given) {
        return new RecipientIdentifier(
                fi.lupa.consent.permission.domain.IdentifierType.valueOf(
                        accepted.type().name()),
                given,
                keys.live(controller.identityDomain(), accepted));
    }

    private static Optional<NormalisedIdentifier> normalised(Controller controller, IdentifierType type, String value) {
        Normalised normalised =
                Normalisation.normalise(new RawIdentifier(type, value, null), controller.defaultRegion());
        return normalised.fold(Optional::of, refusal -> Optional.empty());
    }
}
