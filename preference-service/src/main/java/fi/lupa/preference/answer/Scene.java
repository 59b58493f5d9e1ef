// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.CatalogueView;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Doubts;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.state.ControllerView;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Freshness;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Watermarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a question is answered from at one moment. The marks are taken first, so that the catalogue and states read afterwards
 * hold at least what the marks promise.
 */
final class Scene {

    private static final CatalogueView NOTHING = new CatalogueView(null, Map.of(), Map.of(), List.of());

    private final StateIndex.View view;
    private final Ask ask;
    private final Watermarks marks;
    private final Optional<ControllerView> controller;

    Scene(StateIndex.View view, Ask ask) {
        this(
                view,
                ask,
                view.marks(),
                view.controller(ask.caller().tenant(), ask.about().controller()));
    }

    private Scene(StateIndex.View view, Ask ask, Watermarks marks, Optional<ControllerView> controller) {
        this.view = view;
        this.ask = ask;
        this.marks = marks;
        this.controller = controller;
    }

    /** Returns the same catalogue with the states of now. */
    Scene renewed() {
        return new Scene(view, ask, view.marks(), controller);
    }

    /** Where the newest entry of the catalogue was written; empty for a controller that is not known. */
    Optional<Position> catalogueVersion() {
        return controller.map(ControllerView::version);
    }

    /** The identity domain of the asked controller; of one that is not known, a domain in which nobody is. */
    UUID domain() {
        return controller
                .map(ControllerView::domain)
                .orElse(ask.caller().tenant().value());
    }

    /** The region by which national numbers are read. */
    String region() {
        return controller.map(ControllerView::region).orElse("FI");
    }

    CatalogueView catalogue() {
        CatalogueView known = controller.map(ControllerView::catalogue).orElse(NOTHING);
        return view.everythingInDoubt() ? known.inTotalDoubt() : known;
    }

    Asker asker() {
        return new Asker(
                ask.caller().client(),
                ask.caller().controllers(),
                view.mandatesOf(ask.caller().tenant(), ask.caller().client()));
    }

    Optional<Instant> asOf() {
        return marks.asOf();
    }

    /** Tells whether the state is too old for this controller and channel; what was known at a moment does not grow old. */
    boolean isStale(Instant now) {
        if (ask.when().knownAt() != null) {
            return false;
        }
        ControllerView.Limits limits = controller.map(ControllerView::limits).orElse(ControllerView.Limits.STANDARD);
        Duration limit = ask.about().channels().stream()
                .map(channel -> limits.of(channel.orElse(null)))
                .min(Duration::compareTo)
                .orElse(limits.standard());
        return Freshness.isStale(marks.asOf(), now, limit);
    }

    /** Looks up who the identifier is, and where an organisation may speak for them, what it has said. */
    Known find(NormalisedIdentifier identifier, IdentifierKeys keys) {
        return find(keys.live(domain(), identifier), () -> domainKeys(identifier, keys));
    }

    /** Returns the keys of the domain of an e-mail address; nothing for another identifier. */
    Stream<List<IdentifierKey>> domainKeys(NormalisedIdentifier identifier, IdentifierKeys keys) {
        return domainOf(identifier).map(name -> keys.live(domain(), name)).stream();
    }

    /** Does the same by the keys; the second are those of an e-mail address's domain, asked for where they matter. */
    Known find(List<IdentifierKey> live, Supplier<Stream<List<IdentifierKey>>> domainOfAddress) {
        List<StateIndex.Found> own = find(live);
        Optional<Suppressions> lists = view.suppressions(
                new StateIndex.Lookup(ask.caller().tenant(), ask.about().controller(), domain(), live));
        if (!atWork(own)) {
            return new Known(own, List.of(), lists);
        }
        Stream<List<IdentifierKey>> named = own.stream().flatMap(found -> found.organisations().stream());
        return new Known(
                own, Stream.concat(domainOfAddress.get(), named).map(this::find).toList(), lists);
    }

    /** Tells whether an organisation may speak for whoever was found. */
    boolean atWork(List<StateIndex.Found> own) {
        for (StateIndex.Found found : own) {
            if (found.facts().mayBelongToOrganisation(ask.about().controller())) {
                return true;
            }
        }
        return false;
    }

    private Optional<NormalisedIdentifier> domainOf(NormalisedIdentifier identifier) {
        String address = identifier.value();
        if (identifier.type() != IdentifierType.EMAIL) {
            return Optional.empty();
        }
        RawIdentifier raw =
                new RawIdentifier(IdentifierType.EMAIL_DOMAIN, address.substring(address.lastIndexOf('@')), null);
        return Normalisation.normalise(raw, region()).fold(Optional::of, refusal -> Optional.empty());
    }

    private List<StateIndex.Found> find(List<IdentifierKey> live) {
        return view.find(ask.caller().tenant(), live);
    }

    /** Tells whether everything that was written up to the position was seen. */
    boolean passed(Position position) {
        return marks.passed(Feed.STATES, partition -> true, position)
                && marks.passed(Feed.CATALOGUE, partition -> true, position);
    }

    /** Tells whether the position was seen, as far as it may concern this identifier. */
    boolean reached(Position position, NormalisedIdentifier identifier, IdentifierKeys keys) {
        return find(identifier, keys).reached(position, marks);
    }

    /** Refuses a question about a list whose controller, purpose or channel nobody has registered, and what has no answer. */
    void refuseWhatIsNotInTheCatalogue() {
        if (controller.isEmpty()) {
            throw ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "/controller", "UNKNOWN");
        }
        Purpose purpose = catalogue().purposes().get(ask.about().purpose());
        boolean doubted = !catalogue().doubts().equals(Doubts.NONE);
        if (purpose == null && !doubted) {
            throw ProblemException.at(ProblemCode.PURPOSE_UNKNOWN, "/purpose", "UNKNOWN");
        }
        refuseWhatThePurposeCannotAnswer();
        Channel channel = ask.about().request().channel();
        if (purpose != null && channel != null && !purpose.channels().contains(channel)) {
            throw ProblemException.at(ProblemCode.CHANNEL_NOT_IN_PURPOSE, "/channel", "NOT_IN_PURPOSE");
        }
    }

    /** Refuses a question whose channel or partner is missing, or named where there is none. */
    void refuseWhatThePurposeCannotAnswer() {
        Purpose purpose = catalogue().purposes().get(ask.about().purpose());
        if (purpose == null) {
            return;
        }
        DecisionRequest request = ask.about().request();
        if (request.channel() == null && !purpose.channels().isEmpty()) {
            throw new ProblemException(ProblemCode.CHANNEL_REQUIRED);
        }
        if (request.channel() != null && purpose.channels().isEmpty()) {
            throw new ProblemException(ProblemCode.CHANNEL_NOT_ALLOWED);
        }
        if (purpose.category() == Category.DISCLOSURE && request.disclosedTo() == null) {
            throw ProblemException.at(ProblemCode.INVALID_VALUE, "/disclosedTo", "REQUIRED");
        }
    }
}
