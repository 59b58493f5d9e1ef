// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.caller.Caller;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.problem.ProblemException;
import fi.lupa.preference.answer.ListAnswer;
import fi.lupa.preference.answer.ListQuestion;
import fi.lupa.preference.answer.ListQuestions;
import fi.lupa.preference.decision.domain.Rulebook;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks about a checked list again, by what was kept of it, and tells only what has turned. */
@Singleton
final class Recheck {

    private final KeptChecks checks;
    private final QueryReader queries;
    private final ListQuestions questions;
    private final ObjectMapper json;

    Recheck(KeptChecks checks, QueryReader queries, ListQuestions questions, ObjectMapper json) {
        this.checks = checks;
        this.queries = queries;
        this.questions = questions;
        this.json = json;
    }

    /** Returns the lines; whatever can be refused is refused before the first. */
    StreamingOutput of(Caller caller, UUID id) {
        JsonNode receipt = checks.complete(caller, id, "recheck");
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        receipt.path("question")
                .properties()
                .forEach(member -> query.add(member.getKey(), member.getValue().asText()));
        CheckOrder.Asked asked = queries.read(query);
        ListQuestion question = questions.open(caller, asked.question(), asked.type(), false);
        return out -> new Round(caller, id, question).write(out);
    }

    /** One recheck. */
    private final class Round {

        private final Caller caller;
        private final UUID id;
        private final ListQuestion question;
        private final JsonLining lining = new JsonLining(json);
        private long lines;
        private long turned;

        Round(Caller caller, UUID id, ListQuestion question) {
            this.caller = caller;
            this.id = id;
            this.question = question;
        }

        void write(OutputStream out) throws IOException {
            int n = 0;
            for (Optional<byte[]> piece = checks.piece(caller, id, 'L', n);
                    piece.isPresent();
                    piece = checks.piece(caller, id, 'L', n)) {
                DataInputStream kept = new DataInputStream(new ByteArrayInputStream(piece.get()));
                while (kept.available() > 0) {
                    line(KeptLine.read(kept), out);
                }
                n++;
            }
            out.write(utf8(json.writeValueAsString(summary()) + "\n"));
        }

        private void line(KeptLine kept, OutputStream out) throws IOException {
            lines++;
            Row row = new Row(null, null, null, kept.ref(), List.of());
            try {
                ListAnswer answer = question.about(kept.keys());
                if (answer.outcome() != kept.outcome()) {
                    turned++;
                    StringBuilder line = new StringBuilder();
                    lining.answer(row, answer, line);
                    line.setLength(line.length() - 2);
                    out.write(utf8(line + ",\"was\":\"" + kept.outcome() + "\"}\n"));
                }
            } catch (ProblemException wrong) {
                turned++;
                StringBuilder line = new StringBuilder();
                lining.error(row, new Lining.Flaw(lines, wrong.code(), "ADDRESS_NEEDED"), line);
                out.write(utf8(line.toString()));
            }
        }

        private ObjectNode summary() {
            ObjectNode line = json.createObjectNode();
            line.putObject("recheck")
                    .put("id", id.toString())
                    .put("lines", lines)
                    .put("turned", turned)
                    .put("catalogue", question.catalogueVersion())
                    .put("rulebook", Rulebook.VERSION)
                    .put("asOf", Timestamps.format(question.asOf()));
            return line;
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
