// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Category;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.decision.domain.Doubts;
import fi.lupa.preference.decision.domain.Purpose;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Position;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens all that a caller may ask about a controller's contacts without knowing more of a message than its purpose and channel. */
@Singleton
public class StandingQuestions {

    private static final String NO_PURPOSE = "~";

    private final StateIndex index;
    private final AskReader reader;
    private final ListQuestions.ListTools tools;

    StandingQuestions(StateIndex index, AskReader reader, ListQuestions.ListTools tools) {
        this.index = index;
        this.reader = reader;
        this.tools = tools;
    }

    /** One of the questions. */
    public record Standing(String purpose, @Nullable Channel channel, ListQuestion question) {}

    /** All of them, on what was held when they were opened or later. */
    public final class Asked {

        private final StateIndex.View view;
        private final Ask base;
        private final Scene scene;
        private final Map<IdentifierType, List<Standing>> byType = new EnumMap<>(IdentifierType.class);

        private Asked(StateIndex.View view, Ask base) {
            this.view = view;
            this.base = base;
            this.scene = new Scene(view, base);
        }

        /** Below this place everything is held; empty while that is not known. */
        public Optional<Position> held() {
            return view.marks().lowest();
        }

        /** The identity domain of the controller's contacts. */
        public UUID domain() {
            return scene.domain();
        }

        /** The client's name for the identifier with these keys. */
        public String handle(List<IdentifierKey> keys) {
            Caller caller = base.caller();
            return tools.handles().handle(new Handles.Client(caller.tenant(), caller.client()), keys);
        }

        /** What may be asked about identifiers of this type, in a fixed order. */
        public List<Standing> about(IdentifierType type) {
            return byType.computeIfAbsent(type, this::open);
        }

        private List<Standing> open(IdentifierType type) {
            var asked = fi.lupa.preference.decision.domain.IdentifierType.valueOf(type.name());
            List<Standing> questions = new ArrayList<>();
            scene.catalogue().purposes().values().stream()
                    .filter(purpose -> purpose.category() != Category.DISCLOSURE)
                    .sorted(Comparator.comparing(Purpose::key))
                    .forEach(purpose -> channels(purpose)
                            .filter(channel ->
                                    channel.map(known -> known.reaches(asked)).orElse(true))
                            .map(channel -> standing(purpose.key(), channel.orElse(null), type))
                            .filter(standing -> standing.question().mayBeAsked())
                            .forEach(questions::add));
            return List.copyOf(questions);
        }

        private Standing standing(String purpose, @Nullable Channel channel, IdentifierType type) {
            Ask ask = reader.list(
                    base.caller(), DecisionRequest.about(base.about().controller(), purpose, channel));
            return new Standing(purpose, channel, new ListQuestion(tools, ask, new Scene(view, ask), type, false));
        }
    }

    private static Stream<Optional<Channel>> channels(Purpose purpose) {
        return purpose.channels().isEmpty()
                ? Stream.of(Optional.empty())
                : purpose.channels().stream().sorted().map(Optional::of);
    }

    /** Opens them. Refuses an unknown controller, and while the state or the catalogue cannot be relied on. */
    public Asked open(Caller caller, String controller) {
        StateIndex.View view = index.view().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        Ask ask = reader.list(caller, DecisionRequest.about(controller, NO_PURPOSE, null));
        if (view.controller(caller.tenant(), controller).isEmpty()) {
            throw ProblemException.at(ProblemCode.CONTROLLER_UNKNOWN, "/controller", "UNKNOWN");
        }
        Asked asked = new Asked(view, ask);
        boolean doubted = !asked.scene.catalogue().doubts().equals(Doubts.NONE);
        if (doubted || asked.scene.isStale(tools.clock().instant())) {
            throw new ProblemException(ProblemCode.STATE_UNAVAILABLE);
        }
        return asked;
    }
}
