// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.catalogue.Catalogue;
import fi.lupa.consent.catalogue.Mandate;
import fi.lupa.consent.catalogue.MandateRight;
import fi.lupa.consent.catalogue.Purpose;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the choices of a body against the catalogue and the caller's mandate, and spreads them over their channels. */
@ApplicationScoped
class Planning {

    private static final int MOST_CHOICES = 100;

    private final Catalogue catalogue;
    private final ShownNotices notices;

    Planning(Catalogue catalogue, ShownNotices notices) {
        this.catalogue = catalogue;
        this.notices = notices;
    }

    /** Returns the choices to record, one for each channel; throws the first problem found. */
    List<PlannedChoice> choices(Session session, ConsentRequest request) {
        List<ChoiceRequest> choices = request.choices();
        if (choices.isEmpty() || choices.size() > MOST_CHOICES) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/choices", choices.isEmpty() ? "EMPTY" : "TOO_LONG");
        }
        List<PlannedChoice> planned = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            planned.addAll(spread(session, choices.get(i), "/choices/" + i));
        }
        requireDifferent(planned);
        requireReachable(session, planned);
        requireComplete(planned, request.capture());
        return planned;
    }

    private List<PlannedChoice> spread(Session session, ChoiceRequest choice, String pointer) {
        CaptureChecks.names(choice.topics(), pointer + "/topics");
        CaptureChecks.names(choice.offerOwners(), pointer + "/offerOwners");
        CaptureChecks.names(choice.disclosedTo(), pointer + "/disclosedTo");
        Purpose purpose = purpose(session, choice, pointer + "/purpose");
        if (!choice.choice().prohibits()) {
            session.requireOpen();
        }
        List<PlannedChoice> spread = new ArrayList<>();
        for (@Nullable Channel channel : channels(purpose, choice, pointer + "/channels")) {
            spread.add(new PlannedChoice(purpose, channel, choice));
        }
        boolean open = choice.choice() != Choice.GIVEN
                && Absent.list(choice.channels()).isEmpty();
        requireMandate(session, spread, open);
        return spread;
    }

    private Purpose purpose(Session session, ChoiceRequest choice, String pointer) {
        return catalogue
                .purpose(session.context().tenant(), session.controller().key(), choice.purpose())
                .filter(found -> !found.retired() || choice.choice() != Choice.GIVEN)
                .orElseThrow(() -> ProblemException.at(ProblemCode.PURPOSE_UNKNOWN, pointer, "UNKNOWN"));
    }

    private static List<@Nullable Channel> channels(Purpose purpose, ChoiceRequest choice, String pointer) {
        List<Channel> all = purpose.channels().stream()
                .map(channel -> Channel.valueOf(channel.name()))
                .toList();
        List<Channel> asked = Absent.list(choice.channels());
        if (all.isEmpty()) {
            require(asked.isEmpty(), ProblemCode.CHANNEL_NOT_ALLOWED, pointer);
            List<@Nullable Channel> none = new ArrayList<>();
            none.add(null);
            return none;
        }
        require(!asked.isEmpty() || choice.choice() != Choice.GIVEN, ProblemCode.CHANNEL_REQUIRED, pointer);
        require(all.containsAll(asked), ProblemCode.CHANNEL_NOT_IN_PURPOSE, pointer);
        return new ArrayList<>(asked.isEmpty() ? all : asked);
    }

    /** A no for "all channels" is taken from whoever may take it for one of them: nobody's no is cut short by a mandate. */
    private void requireMandate(Session session, List<PlannedChoice> spread, boolean open) {
        long covered =
                spread.stream().filter(planned -> covered(session, planned)).count();
        if (covered < (open ? 1 : spread.size())) {
            throw new ProblemException(ProblemCode.MANDATE_OUT_OF_SCOPE);
        }
    }

    private boolean covered(Session session, PlannedChoice planned) {
        return mayCapture(session, planned.purpose().key(), planned.channel());
    }

    boolean mayCapture(Session session, String purpose, @Nullable Channel channel) {
        fi.lupa.consent.catalogue.Channel named =
                channel == null ? null : fi.lupa.consent.catalogue.Channel.valueOf(channel.name());
        return catalogue.mayCapture(session.caller(), session.controller(), purpose, named, session.now());
    }

    /** Whether the caller is the controller's own client, or its mandate in force lets it capture anything at all. */
    boolean mayCaptureAnything(Session session) {
        return catalogue
                        .mandatesOf(session.context().tenant(), session.caller().client())
                        .isEmpty()
                || session.controller().ownClients().contains(session.caller().client())
                || catalogue
                        .mandatesOf(session.context().tenant(), session.caller().client())
                        .stream()
                        .filter(mandate ->
                                mandate.controller().equals(session.controller().key()))
                        .anyMatch(mandate -> lets(mandate, session.now()));
    }

    private static boolean lets(Mandate mandate, Instant now) {
        return mandate.purposes().stream()
                .anyMatch(purpose -> mandate.covers(MandateRight.CAPTURE, purpose, null, now));
    }

    private static void requireDifferent(List<PlannedChoice> planned) {
        Set<Object> keys = new HashSet<>();
        boolean different = planned.stream().allMatch(choice -> keys.add(choice.key()));
        require(different, ProblemCode.DUPLICATE_CHOICE, "/choices");
    }

    private static void requireReachable(Session session, List<PlannedChoice> planned) {
        boolean reachable = planned.stream()
                .filter(choice -> choice.choice() == Choice.GIVEN)
                .allMatch(choice -> session.recipient().identifiers().stream()
                        .anyMatch(identifier -> choice.reachedBy(identifier.type())));
        require(reachable, ProblemCode.IDENTIFIER_MISSING_FOR_CHANNEL, "/recipient");
    }

    private static void requireComplete(List<PlannedChoice> planned, CaptureRequest capture) {
        boolean yes = planned.stream().anyMatch(choice -> choice.choice() == Choice.GIVEN);
        boolean asked = planned.stream().anyMatch(choice -> choice.choice() == Choice.NOT_ANSWERED);
        if (yes) {
            CaptureChecks.complete(capture);
        }
        boolean needsNotice = (yes || asked) && capture.method().permissionCapable();
        require(!needsNotice || capture.notice() != null, ProblemCode.NOTICE_REQUIRED, "/capture/notice");
    }

    /** Returns the notice version that was shown; null if none was named. A token that proves nothing is passed over. */
    FactView.@Nullable Notice notice(Session session, CaptureRequest capture) {
        return notices.named(session, capture);
    }

    /** Returns the notice version that was shown; where a yes rests on it, a token must prove it. */
    FactView.@Nullable Notice noticeOf(Session session, CaptureRequest capture, List<PlannedChoice> choices) {
        return onlyProhibitions(choices) ? notices.named(session, capture) : notices.proven(session, capture);
    }

    static boolean onlyProhibitions(List<PlannedChoice> choices) {
        return choices.stream().allMatch(PlannedChoice::prohibits);
    }

    /** The rules of the purposes that stand in states, from the catalogue of this transaction. */
    PurposeCatalogue purposes(Session session) {
        return (controller, purpose) -> catalogue
                .purpose(session.context().tenant(), controller, purpose)
                .map(found -> PurposeRulesReader.of(found, session.controller()));
    }

    private static void require(boolean holds, ProblemCode code, String pointer) {
        if (!holds) {
            throw ProblemException.at(code, pointer, "NOT_ALLOWED");
        }
    }
}
