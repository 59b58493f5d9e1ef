// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import fi.lupa.platform.identifier.IdentifierKey;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.decision.domain.Sendings;
import fi.lupa.preference.decision.domain.SubjectState;
import fi.lupa.preference.decision.domain.Suppressions;
import fi.lupa.preference.decision.domain.Wishes;
import fi.lupa.preference.state.domain.Position;
import fi.lupa.preference.state.domain.StateVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the value of a states record. */
final class StateReader {

    private static final String ORGANISATION = "organisation";
    private static final String KEPT_ORGANISATIONS = "organisations";

    private StateReader() {}

    static HeldState read(JsonNode json) {
        Members state = new Members(json);
        SubjectKey key = new SubjectKey(
                new TenantId(Members.parsed(state.text("tenant"), UUID::fromString)),
                Members.parsed(state.text("subject"), SubjectId::parse));
        Position position = new Position(state.integer("epoch"), state.xid());
        StateVersion version = new StateVersion(position.epoch(), state.integer("revision"));
        List<IdentifierClaim> identifiers = state.list("identifiers", StateReader::identifier).stream()
                .flatMap(Optional::stream)
                .toList();
        return new HeldState(
                key,
                Members.parsed(state.text("domain"), UUID::fromString),
                new HeldState.Written(version, position, state.instant("recordedAt")),
                identifiers,
                organisations(state),
                facts(state, version.revision()));
    }

    /** Returns the state's value without anything by which an identifier could be found. */
    static ObjectNode withoutKeys(ObjectNode state) {
        ObjectNode bare = state.deepCopy();
        bare.remove(List.of("identifiers", KEPT_ORGANISATIONS));
        bare.path("contacts").forEach(contact -> {
            if (contact instanceof ObjectNode object) {
                object.remove(ORGANISATION);
            }
        });
        return bare;
    }

    /** The keys of each organisation that a contact names; a kept state has them beside the contacts. */
    private static List<List<IdentifierKey>> organisations(Members state) {
        Stream<Members> named = state.list("contacts", Function.identity()).stream()
                .flatMap(contact -> contact.object(ORGANISATION).stream());
        Stream<Members> kept = state.list(KEPT_ORGANISATIONS, Function.identity()).stream();
        return Stream.concat(named, kept)
                .map(organisation -> organisation.list("keys", StateReader::key))
                .filter(keys -> !keys.isEmpty())
                .distinct()
                .toList();
    }

    private static IdentifierKey key(Members key) {
        return Members.parsed(key.text("key"), text -> IdentifierKey.parse(key.integer("keyVersion"), text));
    }

    /** An identifier of a type that is not known here cannot be asked about here. */
    private static Optional<IdentifierClaim> identifier(Members identifier) {
        int ref = identifier.integer("ref");
        IdentifierKey key = key(identifier);
        Position since = identifier
                .object("since")
                .map(place -> new Position(place.integer("epoch"), place.xid()))
                .orElse(new Position(0, 0));
        return Words.known(IdentifierType.class, identifier.text("type"))
                .map(type -> new IdentifierClaim(ref, type, key, since));
    }

    private static SubjectState facts(Members state, int revision) {
        SubjectState.Status status =
                Objects.requireNonNull(Words.knownOrNull(SubjectState.Status.class, state.text("status")));
        if (status == SubjectState.Status.UNKNOWN || status == SubjectState.Status.UNREADABLE) {
            throw Members.broken();
        }
        return new SubjectState(
                status,
                revision,
                Set.of(),
                state.list("choices", ChoiceReader::cell),
                state.list("objections", FactReader::objection),
                state.list("contacts", FactReader::contact),
                state.list("relationships", FactReader::relationship),
                state.list("restrictions", FactReader::restriction),
                state.list("rightsRequests", FactReader::rightsRequest),
                Suppressions.NONE,
                new Wishes(
                        state.list("preferences", FactReader::wish),
                        state.list("callbackRequests", CallbackReader::request)),
                Sendings.NONE);
    }
}
