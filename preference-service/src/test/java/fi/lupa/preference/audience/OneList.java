// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lupa.platform.id.LupaJacksonModule;
import fi.lupa.platform.identifier.IdentifierType;
import fi.lupa.preference.answer.MadeUpPeople;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Has one NDJSON list about made-up people answered, without HTTP and without a database. */
final class OneList {

    private static final CheckOrder ORDER = new CheckOrder(
            new UUID(0, 1),
            Instant.EPOCH,
            MadeUpPeople.caller(),
            new CheckOrder.Asked(Map.of(), MadeUpPeople.request(), IdentifierType.EMAIL, false, false),
            new CheckOrder.Form(false, false, false, false));

    private final MadeUpPeople people;
    private final AudienceConfig config;
    private final Crew crew;
    private final ObjectMapper json = LupaJacksonModule.strict(new ObjectMapper());

    OneList(MadeUpPeople people, int threads) {
        this.people = people;
        this.config = new UsualLimits(threads);
        this.crew = new Crew(config);
    }

    /** Answers it, and returns what came of its lines. */
    Tally answer(InputStream list, OutputStream target) throws IOException {
        Lining lining = new JsonLining(json);
        ListCheck check = new ListCheck(people.question(), lining, ORDER, config, crew, null);
        HeldOutput held = new HeldOutput(target, config.heldBytes().asLongValue());
        Answers answers = new Answers(held);
        int longest = (int) config.longestLine().asLongValue();
        try {
            check.run(new Lines(new Counted(list), longest, config.patience()), answers, held);
        } finally {
            answers.push();
            held.release();
        }
        return check.tally();
    }
}
