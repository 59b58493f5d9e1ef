// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

import fi.lupa.consent.store.CatalogueStamp;
import fi.lupa.platform.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what captures asked the catalogue. An answer is kept under the stamp that stood before and after it was read, and is given only to a
 * capture that has found this very stamp under its locks; any other transaction reads. So nothing that has changed is ever told as it was.
 * Thread-safe.
 */
@ApplicationScoped
class KnownCatalogue {

    private static final int MOST = 20_000;

    private final CatalogueStamp stamps;
    private final Map<Question, Object> answers = new Latest<>();
    private final Map<Question, Controller> controllers = new Latest<>();

    KnownCatalogue(CatalogueStamp stamps) {
        this.stamps = stamps;
    }

    private record Question(TenantId tenant, @Nullable UUID stamp, List<?> words) {}

    /** Those that were used last. */
    private static final class Latest<V> extends LinkedHashMap<Question, V> {

        private static final long serialVersionUID = 1L;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, V> eldest) {
            return size() > MOST;
        }
    }

    /** Answers the question: as it is remembered under the stamp of the active capture, otherwise as it is read now. */
    @SuppressWarnings("unchecked") // A question's first word says what its answer is.
    <T> T ask(TenantId tenant, List<?> words, Supplier<T> read) {
        Optional<UUID> stamp = stamps.current();
        if (stamp.isEmpty()) {
            return read.get();
        }
        Question question = new Question(tenant, stamp.get(), words);
        Object known = known(question);
        if (known != null) {
            return (T) known;
        }
        T answer = read.get();
        if (stamps.stands(tenant, stamp.get())) {
            keep(question, answer);
        }
        return answer;
    }

    private synchronized @Nullable Object known(Question question) {
        return answers.get(question);
    }

    private synchronized void keep(Question question, Object answer) {
        answers.put(question, answer);
    }

    /** The controller as a capture found it last; who relies on it compares it under the locks. */
    synchronized Optional<Controller> lastKnown(TenantId tenant, String key) {
        return Optional.ofNullable(controllers.get(new Question(tenant, null, List.of(key))));
    }

    /** Remembers how a capture has found a controller. */
    synchronized void found(TenantId tenant, Controller controller) {
        controllers.put(new Question(tenant, null, List.of(controller.key())), controller);
    }
}
