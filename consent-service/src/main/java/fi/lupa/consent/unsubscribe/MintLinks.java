// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.unsubscribe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.LinkSecrets;
import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Channel;
import fi.lupa.consent.catalogue.Controller;
import fi.lupa.consent.store.Transactions;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierRefusal;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mints unsubscribe links for mails that a client sends for a controller. Stores nothing. */
@ApplicationScoped
class MintLinks {

    private final Transactions transactions;
    private final Catalogue catalogue;
    private final UnsubscribeTokens tokens;
    private final LinkSecrets secrets;
    private final ObjectMapper json;
    private final InstantSource clock;

    MintLinks(
            Transactions transactions,
            Catalogue catalogue,
            UnsubscribeTokens tokens,
            LinkSecrets secrets,
            ObjectMapper json,
            InstantSource clock) {
        this.transactions = transactions;
        this.catalogue = catalogue;
        this.tokens = tokens;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
    }

    /** Returns the header fields; throws what is wrong with the request. */
    LinkView mint(Caller caller, LinkRequest request) {
        return mint(caller, request, new HashMap<>());
    }

    /** Returns a line for each line, in their order; one that is refused does not hold up the others. */
    byte[] batch(Caller caller, byte[] body) {
        Map<List<@Nullable String>, Controller> known = new HashMap<>();
        StringBuilder answers = new StringBuilder();
        new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> answers.append(text(line(caller, line, known))).append('\n'));
        return answers.toString().getBytes(StandardCharsets.UTF_8);
    }

    private LinkView line(Caller caller, String line, Map<List<@Nullable String>, Controller> known) {
        @Nullable String ref = null;
        try {
            LinkRequest request = json.readValue(line, LinkRequest.class);
            ref = request.ref();
            return mint(caller, request, known);
        } catch (JsonProcessingException e) {
            return LinkView.refused(ref, ProblemCode.MALFORMED_JSON.name());
        } catch (ProblemException refused) {
            return LinkView.refused(ref, refused.code().name());
        }
    }

    private LinkView mint(Caller caller, LinkRequest request, Map<List<@Nullable String>, Controller> known) {
        caller.mayActFor(request.controller());
        List<@Nullable String> place = new ArrayList<>();
        place.add(request.controller());
        place.add(request.purpose());
        Controller controller = known.computeIfAbsent(place, key -> controller(caller, request));
        byte[] innerHash = IdentifierKeys.innerHash(address(request.recipient(), controller));
        UnsubscribeToken token = new UnsubscribeToken(caller.tenant(), controller.key(), request.purpose(), innerHash);
        return LinkView.of(request.ref(), secrets.url("u/" + tokens.write(token)));
    }

    private Controller controller(Caller caller, LinkRequest request) {
        return transactions.read(caller.tenant(), () -> {
            Controller controller = catalogue
                    .controller(caller.tenant(), request.controller())
                    .orElseThrow(() -> ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "/controller", "UNKNOWN"));
            String purpose = request.purpose();
            if (purpose != null) {
                requireOnEmail(caller, controller, purpose);
            }
            return controller;
        });
    }

    private void requireOnEmail(Caller caller, Controller controller, String purpose) {
        boolean onEmail = catalogue
                .purpose(caller.tenant(), controller.key(), purpose)
                .orElseThrow(() -> ProblemException.at(ProblemCode.PURPOSE_UNKNOWN, "/purpose", "UNKNOWN"))
                .channels()
                .contains(Channel.EMAIL);
        if (!onEmail) {
            throw ProblemException.at(ProblemCode.CHANNEL_NOT_IN_PURPOSE, "/purpose", "NOT_ALLOWED");
        }
        if (!catalogue.mayCapture(caller, controller, purpose, Channel.EMAIL, clock.instant())) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
    }

    private static NormalisedIdentifier address(RawIdentifier raw, Controller controller) {
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

    private String text(LinkView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a link cannot be written", null);
        }
    }
}
