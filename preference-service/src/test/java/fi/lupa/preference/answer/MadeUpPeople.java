// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.token.RevisionTokens;
import fi.lupa.preference.decision.domain.Channel;
import fi.lupa.preference.quota.WideQuota;
import fi.lupa.preference.state.StateIndex;
import fi.lupa.preference.state.domain.Feed;
import fi.lupa.preference.state.domain.Part;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.Watermark;
import fi.lupa.preference.state.index.MemoryIndex;
import fi.lupa.preference.state.wire.FeedReader;
import fi.lupa.preference.support.CatalogueJson;
import fi.lupa.preference.support.StateJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An index of made-up people, of each four two have consented, one has withdrawn and one is unknown, and the question about a list of them. */
public final class MadeUpPeople {

    private static final int KINDS = 4;
    private static final int UNKNOWN = 3;
    private static final int WITHDRAWN = 2;
    private static final byte[] LINK_KEY = new byte[32];
    private static final TenantId TENANT = TenantId.ofKey("bench");
    private static final String CONTROLLER = "kysely";
    private static final UUID DOMAIN = UUID.fromString("018f2f3a-1111-4000-8000-0000000000aa");
    private static final IdentifierKeys KEYS =
            IdentifierKeys.parse("{\"current\":1,\"live\":[1],\"masters\":{\"1\":\"%s\"}}"
                    .formatted(Base64.getEncoder().encodeToString(LINK_KEY)));

    private final List<String> addresses = new ArrayList<>();
    private final MemoryIndex index;

    /** Makes so many. */
    public MadeUpPeople(int people) {
        Set<Part> parts = Set.of(new Part(Feed.STATES, 0), new Part(Feed.CATALOGUE, 0), new Part(Feed.SUPPRESSIONS, 0));
        index = new MemoryIndex(parts, key -> 0);
        for (CatalogueJson entry : List.of(
                CatalogueJson.controller(TENANT, CONTROLLER, DOMAIN, "P1D", 1),
                CatalogueJson.newsletter(TENANT, CONTROLLER, 2),
                CatalogueJson.notice(TENANT, CONTROLLER, 3))) {
            index.put(FeedReader.keptEntry(entry.json()));
        }
        for (int i = 0; i < people; i++) {
            add(i);
        }
        Watermark mark = new Watermark(
                new Position(1, Long.MAX_VALUE), InstantSource.system().instant());
        parts.forEach(part -> index.publish(Map.of(part, mark)));
    }

    private void add(int number) {
        String address = "person" + number + "@bench.example.fi";
        addresses.add(address);
        StateJson given = StateJson.given(
                TENANT,
                DOMAIN,
                CONTROLLER,
                KEYS.current(DOMAIN, new NormalisedIdentifier(IdentifierType.EMAIL, "lupa-email-1", address)),
                10L + number);
        if (number % KINDS != UNKNOWN) {
            StateJson state = number % KINDS == WITHDRAWN ? given.withdrawn(11L + number) : given;
            index.put(FeedReader.kept(state.json()));
        }
    }

    /** Their addresses. */
    public List<String> addresses() {
        return List.copyOf(addresses);
    }

    /** Opens the question about a list of them. */
    public ListQuestion question() {
        StateIndex held = () -> Optional.of(index);
        InstantSource clock = InstantSource.system();
        MeterRegistry registry = new SimpleMeterRegistry();
        ListQuestions.ListTools tools = new ListQuestions.ListTools(
                KEYS,
                new Handles(LINK_KEY),
                new UnsubscribeLinks(LINK_KEY, URI.create("http://localhost/")),
                new DecisionMetrics(registry),
                clock,
                WideQuota.counting(held, clock, registry));
        ListQuestions questions = new ListQuestions(
                held,
                (condition, limit) -> CompletableFuture.completedFuture(true),
                new AskReader(new RevisionTokens(LINK_KEY), clock),
                tools);
        return questions.open(caller(), request(), IdentifierType.EMAIL, false);
    }

    /** Who asks. */
    public static Caller caller() {
        return new Caller("bench", TENANT, "marketing-tool", null, Set.of(CONTROLLER), Set.of(Scope.values()));
    }

    /** What is asked about each of them. */
    public static DecisionRequest request() {
        return DecisionRequest.about(CONTROLLER, "newsletter", Channel.EMAIL);
    }
}
