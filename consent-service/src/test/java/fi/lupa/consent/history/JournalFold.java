// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.consent.capture.Stored;
import fi.lupa.consent.capture.Tenant;
import fi.lupa.consent.permission.StateJson;
import fi.lupa.consent.permission.domain.Absorbed;
import fi.lupa.consent.permission.domain.Act;
import fi.lupa.consent.permission.domain.Actor;
import fi.lupa.consent.permission.domain.Asked;
import fi.lupa.consent.permission.domain.CaptureMethod;
import fi.lupa.consent.permission.domain.Category;
import fi.lupa.consent.permission.domain.Channel;
import fi.lupa.consent.permission.domain.ChoiceKey;
import fi.lupa.consent.permission.domain.ControlDefault;
import fi.lupa.consent.permission.domain.Given;
import fi.lupa.consent.permission.domain.IdentifierType;
import fi.lupa.consent.permission.domain.Inherited;
import fi.lupa.consent.permission.domain.Lifted;
import fi.lupa.consent.permission.domain.Noted;
import fi.lupa.consent.permission.domain.NoticeRef;
import fi.lupa.consent.permission.domain.Objected;
import fi.lupa.consent.permission.domain.Objection;
import fi.lupa.consent.permission.domain.ObjectionScope;
import fi.lupa.consent.permission.domain.Original;
import fi.lupa.consent.permission.domain.PermissionFact;
import fi.lupa.consent.permission.domain.PermissionState;
import fi.lupa.consent.permission.domain.Prohibited;
import fi.lupa.consent.permission.domain.Prohibition;
import fi.lupa.consent.permission.domain.PurposeCatalogue;
import fi.lupa.consent.permission.domain.PurposeRules;
import fi.lupa.consent.permission.domain.Separated;
import fi.lupa.consent.permission.domain.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Folds the journal of a tenant from scratch: each fact is made anew of what is told of it and of the tables beside the journal, and beside each stored
 * state the folded one is held. The states themselves are not read for it.
 */
final class JournalFold {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PurposeCatalogue RULES = (controller, purpose) -> Optional.of(new PurposeRules(
            "customer-survey".equals(purpose) ? Category.SURVEY : Category.DIRECT_MARKETING,
            false,
            "newsletter".equals(purpose),
            false));
    private static final String JOURNAL = """
            SELECT jsonb_build_object('kind', kind, 'subject', subject, 'fact', payload, 'state', state)::text
            FROM journal WHERE tenant = ? AND subject IS NOT NULL ORDER BY epoch, xid, position""";
    private static final String REFS = """
            SELECT jsonb_build_object('event', event_id, 'ref', ref)::text FROM consent_record WHERE tenant = ?""";
    private static final String MOVES = """
            SELECT jsonb_build_object('from', subject, 'ref', ref, 'to', to_subject, 'toRef', to_ref,
              'at', (extract(epoch FROM recorded_at) * 1000)::bigint)::text FROM identifier_move WHERE tenant = ?""";
    private static final String KEYS = """
            SELECT jsonb_build_object('subject', subject, 'ref', ref, 'key', encode(key, 'hex'))::text
            FROM identifier WHERE tenant = ?""";
    private static final String LISTED = """
            SELECT jsonb_build_object('key', encode(key, 'hex'), 'at', (extract(epoch FROM recorded_at) * 1000)::bigint)::text
            FROM suppression_entry WHERE tenant = ? AND (list LIKE 'own:kysely%' OR list LIKE 'erased:%')""";
    private static final String STATES = """
            SELECT jsonb_build_object('subject', id, 'state', state)::text FROM subject WHERE tenant = ?""";

    private final Tenant tenant;
    private final Map<String, String> mails;
    private final Map<String, Integer> refs = new HashMap<>();
    private final List<JsonNode> moves;
    private final List<JsonNode> held;
    private final List<JsonNode> listed;
    private final Map<String, PermissionState> states = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private int facts;

    /** The journal of a tenant; {@code mails} has the address by each key that it may be stored under. */
    JournalFold(Tenant tenant, Map<String, String> mails) {
        this.tenant = tenant;
        this.mails = Map.copyOf(mails);
        moves = rows(MOVES);
        held = rows(KEYS);
        listed = rows(LISTED);
        rows(REFS).stream()
                .filter(row -> row.path("ref").isInt())
                .forEach(row ->
                        refs.put(row.path("event").asText(), row.path("ref").intValue()));
    }

    /** Returns where the fold and what is stored differ. */
    List<String> differences() {
        states.clear();
        differences.clear();
        facts = 0;
        for (JsonNode line : rows(JOURNAL)) {
            fold(line);
        }
        for (JsonNode row : rows(STATES)) {
            compare("the table", row.path("subject").asText(), row.path("state"));
        }
        return List.copyOf(differences);
    }

    /** How many facts there were. */
    int facts() {
        return facts;
    }

    /** The folded states by subject. */
    Map<String, PermissionState> states() {
        return Map.copyOf(states);
    }

    private void fold(JsonNode line) {
        String subject = line.path("subject").asText();
        JsonNode fact = line.path("fact");
        facts++;
        states.put(subject, folded(subject, fact));
        boolean gone = "subject.merged".equals(fact.path("kind").asText())
                && fact.at("/merge/from").asText().equals(subject);
        if (gone) {
            states.computeIfPresent(subject, (id, state) -> state.emptied());
        }
        if (!line.path("state").isNull()) {
            compare(fact.path("kind").asText(), subject, line.path("state"));
        }
    }

    private void compare(String where, String subject, JsonNode stored) {
        PermissionState folded = state(subject);
        PermissionState kept = StateJson.read(stored.toString());
        if (!folded.equals(kept)) {
            differences.add(where + " of " + subject + "\n  folded " + folded + "\n  stored " + kept);
        }
    }

    private PermissionState state(String subject) {
        return states.getOrDefault(subject, PermissionState.EMPTY);
    }

    private PermissionState folded(String subject, JsonNode fact) {
        return read(subject, fact).foldInto(state(subject), RULES).state();
    }

    private PermissionFact read(String subject, JsonNode fact) {
        String kind = fact.path("kind").asText();
        return switch (kind) {
            case "consent.given", "consent.requested", "consent.not-demonstrable" -> given(subject, fact);
            case "consent.refused", "consent.withdrawn" ->
                new Prohibited(
                        record(fact),
                        Prohibition.Kind.valueOf(fact.at("/consent/choice").asText()),
                        key(fact),
                        ref(fact).map(Set::of).orElse(Set.of()),
                        null,
                        act(fact));
            case "consent.asked" ->
                new Asked(record(fact), key(fact), ref(fact).map(Set::of).orElse(Set.of()), act(fact));
            case "objection.recorded" -> new Objected(state(subject).saidAgain(objection(fact)));
            case "objection.lifted" ->
                new Lifted(
                        UUID.fromString(fact.at("/objection/objectionId").asText()), IdentifierType.EMAIL, act(fact));
            case "subject.merged" -> merged(subject, fact);
            case "subject.split" -> split(subject, fact);
            default -> throw new AssertionError("nobody says how to fold " + kind);
        };
    }

    private PermissionFact merged(String subject, JsonNode fact) {
        String from = fact.at("/merge/from").asText();
        return subject.equals(from) ? new Noted() : new Absorbed(state(from), moved(from, fact));
    }

    private PermissionFact split(String subject, JsonNode fact) {
        String whole = fact.at("/split/from").asText();
        Map<Integer, Integer> gone = moved(whole, fact);
        return subject.equals(whole) ? new Separated(gone.keySet()) : new Inherited(state(whole), gone);
    }

    private Map<Integer, Integer> moved(String from, JsonNode fact) {
        long at = recordedAt(fact).toEpochMilli();
        Map<Integer, Integer> moved = new HashMap<>();
        moves.stream()
                .filter(move -> move.path("from").asText().equals(from)
                        && move.path("at").longValue() == at)
                .forEach(move -> moved.put(
                        move.path("ref").intValue(), move.path("toRef").intValue()));
        return moved;
    }

    private Given given(String subject, JsonNode fact) {
        JsonNode consent = fact.path("consent");
        int ref = ref(fact).orElseThrow();
        String expires = consent.path("expiresAt").asText("null");
        return new Given(
                record(fact),
                key(fact),
                ref,
                IdentifierType.EMAIL,
                RULES.rules("kysely", key(fact).purpose()).orElseThrow(),
                new Terms(
                        texts(consent, "topics"),
                        List.of(),
                        List.of(),
                        consent.path("explicit").asBoolean()),
                act(fact),
                "null".equals(expires) ? null : Instant.parse(expires),
                listedAt(subject, ref, recordedAt(fact)));
    }

    /** Since when the address behind a reference had been on a list of those who are spared, or erased, when the fact was recorded. */
    private @Nullable Instant listedAt(String subject, int ref, Instant recordedAt) {
        String mail = mail(subject, ref);
        return listed.stream()
                .filter(entry -> mail.equals(mails.get(entry.path("key").asText())))
                .map(entry -> Instant.ofEpochMilli(entry.path("at").longValue()))
                .filter(at -> !at.isAfter(recordedAt))
                .max(Instant::compareTo)
                .orElse(null);
    }

    private String mail(String subject, int ref) {
        for (JsonNode move : moves) {
            if (move.path("from").asText().equals(subject) && move.path("ref").intValue() == ref) {
                return mail(move.path("to").asText(), move.path("toRef").intValue());
            }
        }
        return held.stream()
                .filter(row -> row.path("subject").asText().equals(subject)
                        && row.path("ref").intValue() == ref)
                .map(row -> mails.get(row.path("key").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static Objection objection(JsonNode fact) {
        JsonNode said = fact.path("objection");
        return new Objection(
                UUID.fromString(said.path("objectionId").asText()),
                fact.path("controller").asText(),
                ObjectionScope.valueOf(said.path("scope").asText()),
                channel(said),
                said.path("purpose").textValue(),
                said.path("topic").textValue(),
                Instant.parse(fact.at("/capture/at").asText()),
                recordedAt(fact),
                null);
    }

    private static Act act(JsonNode fact) {
        JsonNode capture = fact.path("capture");
        JsonNode original = capture.path("original");
        JsonNode notice = fact.at("/consent/notice");
        String control = capture.path("controlDefault").textValue();
        return new Act(
                CaptureMethod.valueOf(capture.path("method").asText()),
                Actor.valueOf(capture.path("actor").asText()),
                Instant.parse(capture.path("at").asText()),
                recordedAt(fact),
                original.isObject()
                        ? new Original(
                                CaptureMethod.valueOf(original.path("method").asText()),
                                Instant.parse(original.path("at").asText()))
                        : null,
                control == null ? null : ControlDefault.valueOf(control),
                capture.path("conditional").asBoolean(),
                capture.path("bundled").asBoolean(),
                "REPLAYED_ACT".equals(fact.at("/consent/because").asText()),
                notice.isObject()
                        ? new NoticeRef(
                                notice.path("id").asText(),
                                notice.path("version").asText(),
                                notice.path("language").asText())
                        : null);
    }

    private static ChoiceKey key(JsonNode fact) {
        JsonNode consent = fact.path("consent");
        return new ChoiceKey(
                fact.path("controller").asText(), consent.path("purpose").asText(), channel(consent));
    }

    private static @Nullable Channel channel(JsonNode part) {
        String channel = part.path("channel").textValue();
        return channel == null ? null : Channel.valueOf(channel);
    }

    private static UUID record(JsonNode fact) {
        return UUID.fromString(fact.at("/consent/recordId").asText());
    }

    private Optional<Integer> ref(JsonNode fact) {
        return Optional.ofNullable(refs.get(fact.path("id").asText()));
    }

    private static Instant recordedAt(JsonNode fact) {
        return Instant.parse(fact.path("recordedAt").asText());
    }

    private static List<String> texts(JsonNode part, String member) {
        return StreamSupport.stream(part.path(member).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private List<JsonNode> rows(String sql) {
        return Stored.texts(tenant, sql).stream().map(JournalFold::json).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
