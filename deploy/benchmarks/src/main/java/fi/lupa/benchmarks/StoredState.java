// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.Timestamps;
import fi.lupa.platform.id.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What preference-service stores of one person, and from that what it stores of others like them: with ids of their own, and everything at
 * another time of the year before. The same person is made the same each time.
 */
final class StoredState {

    private static final Pattern SLOT = Pattern.compile("(?<subject>sub_[0-9A-Z]{26})"
            + "|(?<time>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)"
            + "|(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final long YEAR_MILLIS = Duration.ofDays(365).toMillis();

    private final Instant recordedAt;
    private final List<Piece> pieces = new ArrayList<>();
    private final int ids;

    private interface Piece {

        void append(StringBuilder text, Person person);
    }

    /** Takes the JSON of a stored state apart; the ids named are everybody's and stay. */
    StoredState(String json, Instant recordedAt, Set<String> everybodys) {
        this.recordedAt = recordedAt;
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Matcher slot = SLOT.matcher(json);
        int begin = 0;
        while (slot.find()) {
            if (!everybodys.contains(slot.group())) {
                literal(json.substring(begin, slot.start()));
                slot(slot, numbers);
                begin = slot.end();
            }
        }
        literal(json.substring(begin));
        this.ids = numbers.size();
    }

    private void literal(String text) {
        pieces.add((out, person) -> out.append(text));
    }

    private void slot(Matcher slot, Map<String, Integer> numbers) {
        if (slot.group("subject") != null) {
            pieces.add((out, person) -> out.append(person.subject()));
        } else if (slot.group("time") != null) {
            Instant time = Instant.parse(slot.group());
            pieces.add((out, person) -> out.append(Timestamps.format(time.minus(person.before()))));
        } else {
            int number = numbers.computeIfAbsent(slot.group(), id -> numbers.size());
            pieces.add((out, person) -> out.append(person.ids().get(number)));
        }
    }

    /** What is different about somebody. */
    record Person(String subject, Duration before, Instant recordedAt, List<String> ids) {}

    /** Somebody by number. */
    Person person(long number) {
        SplittableRandom random = new SplittableRandom(number);
        String subject = SubjectId.random(random).value();
        Duration before = Duration.ofMillis(random.nextLong(YEAR_MILLIS));
        Instant recorded = recordedAt.minus(before);
        List<String> own = new ArrayList<>();
        for (int i = 0; i < ids; i++) {
            own.add(UuidV7.at(recorded, random).toString());
        }
        return new Person(subject, before, recorded, own);
    }

    /** The JSON that is stored of somebody. */
    String json(Person person) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> piece.append(text, person));
        return text.toString();
    }
}
