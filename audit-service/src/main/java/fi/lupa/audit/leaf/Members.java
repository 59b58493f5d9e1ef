// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.leaf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes known members out of an object that nobody has vouched for; what is left over in it are the details. */
final class Members {

    private static final int MOST_DIGESTS = 100;

    private final ObjectNode rest;

    Members(ObjectNode value) {
        this.rest = value;
    }

    /** Returns what nobody has taken. */
    ObjectNode rest() {
        return rest;
    }

    static @Nullable UUID uuidOrNull(@Nullable String text) {
        return text != null && Forms.isUuid(text) ? UUID.fromString(text) : null;
    }

    UUID takeUuid(String member, Rejection otherwise) {
        UUID uuid = uuidOrNull(text(rest.remove(member)));
        if (uuid == null) {
            throw new Refused(otherwise);
        }
        return uuid;
    }

    String takeName(String member) {
        String name = takeNameOrNull(member);
        if (name == null) {
            throw new Refused(Rejection.NAME_INVALID);
        }
        return name;
    }

    @Nullable
    String takeNameOrNull(String member) {
        return name(rest.remove(member));
    }

    String takeSubject(String member) {
        String subject = text(rest.remove(member));
        if (subject == null || !Forms.isSubject(subject)) {
            throw new Refused(Rejection.SUBJECT_INVALID);
        }
        return subject;
    }

    Instant takeTime(String member) {
        Instant time = takeTimeOrNull(member);
        if (time == null) {
            throw new Refused(Rejection.TIME_INVALID);
        }
        return time;
    }

    @Nullable
    Instant takeTimeOrNull(String member) {
        JsonNode node = rest.remove(member);
        return node == null || node.isNull() ? null : time(text(node));
    }

    static Instant time(@Nullable String text) {
        try {
            if (text != null) {
                return Timestamps.parse(text);
            }
        } catch (DateTimeException e) {
            // refused below, without the text
        }
        throw new Refused(Rejection.TIME_INVALID);
    }

    int takeNumber(String member) {
        JsonNode node = rest.remove(member);
        if (node == null || !node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 0) {
            throw new Refused(Rejection.REVISION_INVALID);
        }
        return node.intValue();
    }

    /** Takes the salted digests; an empty list if there are none. */
    List<String> takeDigests() {
        JsonNode algorithm = rest.remove("_sd_alg");
        JsonNode digests = rest.remove("_sd");
        if (digests == null) {
            return List.of();
        }
        boolean otherAlgorithm = algorithm == null || !Leaf.DIGEST_ALGORITHM.equals(algorithm.textValue());
        if (otherAlgorithm || !digests.isArray() || digests.size() > MOST_DIGESTS) {
            throw new Refused(Rejection.DIGESTS_INVALID);
        }
        List<String> taken = new ArrayList<>(digests.size());
        for (JsonNode digest : digests) {
            taken.add(digest(text(digest)));
        }
        return taken;
    }

    private static String digest(@Nullable String text) {
        if (text == null || !Forms.isDigest(text)) {
            throw new Refused(Rejection.DIGESTS_INVALID);
        }
        return text;
    }

    /** Returns a short text without control characters, nothing for absent or null; anything else is refused. */
    static @Nullable String name(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        String text = text(node);
        if (text == null || !Forms.isName(text)) {
            throw new Refused(Rejection.NAME_INVALID);
        }
        return text;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.textValue();
    }
}
