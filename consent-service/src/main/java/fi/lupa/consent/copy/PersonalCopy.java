// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.copy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.consent.capture.Language;
import fi.lupa.platform.id.SubjectId;
import fi.lupa.platform.id.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A copy that is ready to be written: everything but its facts, which are read as they are written. */
public final class PersonalCopy {

    private final Asked asked;
    private final Language language;
    private final List<UUID> events;
    private final ObjectNode head;

    PersonalCopy(Asked asked, Language language, List<UUID> events, ObjectNode head) {
        this.asked = asked;
        this.language = language;
        this.events = List.copyOf(events);
        this.head = head;
    }

    /**
     * Whose copy is asked for.
     *
     * @param request by whose id the copy is named
     * @param ownWordsOnly whether only what the person gave is copied (GDPR 20)
     * @param people those who are still there
     * @param erased what was kept of those who are not, in words
     * @param language in which it is wished for; null: the person's
     */
    public record Asked(
            TenantId tenant,
            String controller,
            UUID request,
            boolean ownWordsOnly,
            List<SubjectId> people,
            List<Told> erased,
            @Nullable Language language) {

        /** Keeps copies. */
        public Asked {
            people = List.copyOf(people);
            erased = List.copyOf(erased);
        }
    }

    /** Something to be said in the language of the copy. */
    @FunctionalInterface
    public interface Told {

        /** Returns the words. */
        String in(Language language);
    }

    /** The language it is written in. */
    public Language language() {
        return language;
    }

    Asked asked() {
        return asked;
    }

    List<UUID> events() {
        return events;
    }

    ObjectNode head() {
        return head;
    }

    @Override
    public String toString() {
        return "PersonalCopy[" + asked.request() + "]";
    }
}
