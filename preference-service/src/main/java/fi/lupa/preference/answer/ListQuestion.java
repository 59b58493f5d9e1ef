// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.answer;

import fi.lupa.platform.caller.Scope;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierKeys;
import fi.lupa.platform.identifier.IdentifierRefusal;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.platform.identifier.Normalisation;
import fi.lupa.platform.identifier.NormalisedIdentifier;
import fi.lupa.platform.identifier.RawIdentifier;
import fi.lupa.platform.problem.ProblemCode;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.decision.domain.Asker;
import fi.lupa.preference.decision.domain.Decision;
import fi.lupa.preference.decision.domain.Obligation;
import fi.lupa.preference.decision.domain.Outcome;
import fi.lupa.preference.decision.domain.Question;
import fi.lupa.preference.decision.domain.ReasonCode;
import fi.lupa.preference.decision.domain.Rulebook;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.state.domain.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One question about the lines of a list. The catalogue and the caller's mandates are those of the moment it was opened; each
 * line is answered from the states of its own moment, which are at least as fresh. Not for more than one thread at a time.
 */
public final class ListQuestion {

    /** After how many lines, and after what time at most, the age of the state is looked at again. */
    private static final int RENEWED_EVERY = 128;

    private static final long RENEWED_AFTER_NANOS = 20_000_000;

    private final ListQuestions.ListTools tools;
    private final Ask ask;
    private final IdentifierType type;
    private final boolean withLinks;
    private final Question question;
    private final Asker asker;
    private final Handles.Client client;
    private final Instant asOf;
    private final boolean explains;
    private Scene scene;
    private Instant now;
    private boolean stale;
    private int answered;
    private long renewedAt;

    ListQuestion(ListQuestions.ListTools tools, Ask ask, Scene scene, IdentifierType type, boolean withLinks) {
        this.tools = tools;
        this.ask = ask;
        this.scene = scene;
        this.type = type;
        this.withLinks = withLinks;
        question = Answering.question(
                ask, fi.lupa.preference.decision.domain.IdentifierType.valueOf(type.name()), ask.when());
        asker = scene.asker();
        client = new Handles.Client(ask.caller().tenant(), ask.caller().client());
        explains = ask.caller().has(Scope.DECISION_EXPLAIN);
        asOf = scene.asOf().orElseThrow(() -> new ProblemException(ProblemCode.STATE_UNAVAILABLE));
        now = tools.clock().instant();
    }

    private ListQuestion(ListQuestion other) {
        tools = other.tools;
        ask = other.ask;
        scene = other.scene;
        type = other.type;
        withLinks = other.withLinks;
        question = other.question;
        asker = other.asker;
        client = other.client;
        explains = other.explains;
        asOf = other.asOf;
        now = other.now;
    }

    /** Returns the same question for another thread, by the same catalogue and mandates. */
    public ListQuestion another() {
        return new ListQuestion(this);
    }

    /** The moment up to which the state of the first line was complete. */
    public Instant asOf() {
        return asOf;
    }

    /** Which catalogue all lines are answered by. */
    public String catalogueVersion() {
        Position version = scene.catalogueVersion().orElse(new Position(0, 0));
        return version.epoch() + "." + Long.toUnsignedString(version.xid());
    }

    /** Of what type the recipients are. */
    public IdentifierType type() {
        return type;
    }

    /** Tells whether the caller may ask this at all. */
    public boolean mayBeAsked() {
        return Rulebook.refusal(question, asker, scene.catalogue(), now).isEmpty();
    }

    /** Returns what would be answered about the identifier if these were still the facts. */
    public Outcome supposing(List<IdentifierKey> keys, SubjectState facts) {
        Known known = scene.find(keys, Stream::empty);
        SubjectState listed = known.lists().map(facts::listedOn).orElseGet(SubjectState::unreadable);
        return Rulebook.decide(question, asker, listed, scene.catalogue(), now).outcome();
    }

    /** Brings a recipient to its form, or throws what is wrong with it. */
    public ListAnswer about(RawIdentifier raw) {
        NormalisedIdentifier identifier = Normalisation.normalise(raw, scene.region())
                .fold(accepted -> accepted, refusal -> {
                    throw ProblemException.at(
                            refusal == IdentifierRefusal.PERSONAL_IDENTITY_CODE
                                    ? ProblemCode.IDENTIFIER_NOT_ACCEPTED
                                    : ProblemCode.IDENTIFIER_INVALID,
                            "/value",
                            refusal.name());
                });
        byte[] innerHash = IdentifierKeys.innerHash(identifier);
        return about(innerHash, () -> scene.domainKeys(identifier, tools.keys()));
    }

    /** The same for a recipient whose normalised value was hashed before it was sent. */
    public ListAnswer about(byte[] innerHash) {
        return about(innerHash, null);
    }

    private ListAnswer about(byte[] innerHash, @Nullable Supplier<Stream<List<IdentifierKey>>> domainKeys) {
        List<IdentifierKey> keys = tools.keys().live(scene.domain(), type, innerHash);
        return about(keys, domainKeys, innerHash);
    }

    /** The same for one that was asked about before, by the keys of then. */
    public ListAnswer about(List<IdentifierKey> keys) {
        return about(keys, null, null);
    }

    private ListAnswer about(
            List<IdentifierKey> keys,
            @Nullable Supplier<Stream<List<IdentifierKey>>> domainKeys,
            byte @Nullable [] innerHash) {
        renew();
        Optional<Decision> decision = stale ? Optional.empty() : Optional.of(decide(keys, domainKeys));
        tools.metrics().count(decision);
        String handle = tools.handles().handle(client, keys);
        if (innerHash != null) {
            tools.recipients().count(client.tenant(), client.name(), handle);
        }
        if (decision.isEmpty()) {
            return new ListAnswer(Outcome.DENY, ReasonCode.STATE_UNAVAILABLE, null, true, handle, null, keys);
        }
        Decision made = decision.get();
        boolean retry = made.reason() == ReasonCode.STATE_UNAVAILABLE;
        ReasonCode shown = explains ? made.reason() : made.reason().coarse();
        return new ListAnswer(made.outcome(), shown, made.notBefore(), retry, handle, link(made, innerHash), keys);
    }

    private Decision decide(List<IdentifierKey> keys, @Nullable Supplier<Stream<List<IdentifierKey>>> domainKeys) {
        Known known = scene.find(keys, domainKeys == null ? Stream::empty : domainKeys);
        Decision decision = Rulebook.decideMostRestrictive(question, asker, known.facts(), scene.catalogue(), now);
        boolean domainUnknown = domainKeys == null && type == IdentifierType.EMAIL;
        if (domainUnknown && decision.outcome() != Outcome.DENY && scene.atWork(known.own())) {
            // An organisation may have said no for its whole domain, which cannot be told from a hash.
            throw ProblemException.at(ProblemCode.IDENTIFIER_INVALID, "/sha256", "ADDRESS_NEEDED");
        }
        return decision;
    }

    private @Nullable String link(Decision decision, byte @Nullable [] innerHash) {
        boolean must = withLinks
                && type == IdentifierType.EMAIL
                && decision.obligations().contains(Obligation.LIST_UNSUBSCRIBE_HEADERS);
        if (!must || innerHash == null) {
            return null;
        }
        return tools.links()
                .url(new UnsubscribeLinks.Link(
                        ask.caller().tenant(),
                        ask.about().controller(),
                        ask.about().purpose(),
                        innerHash));
    }

    private void renew() {
        long ticks = System.nanoTime();
        if (answered == 0 || ticks - renewedAt > RENEWED_AFTER_NANOS) {
            renewedAt = ticks;
            now = tools.clock().instant();
            scene = scene.renewed();
            stale = scene.isStale(now);
        }
        answered = (answered + 1) % RENEWED_EVERY;
    }
}
