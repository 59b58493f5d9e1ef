// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.platform.id.TenantId;
import fi.lupa.preference.state.domain.Watermark;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a record turned out to be. */
public sealed interface FeedRecord {

    Origin origin();

    /** Applies the case that fits. */
    void tell(Cases cases);

    /** Returns this record as one that was refused after it had been read. */
    default Rejected refused(RejectionReason reason) {
        return new Rejected(
                origin(),
                Rejection.of(Optional.empty(), reason, new byte[0]),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One function for each kind of record. */
    interface Cases {

        void state(State state);

        void catalogue(Catalogue catalogue);

        void suppression(Suppression suppression);

        void counted(Counted counted);

        void mark(Mark mark);

        void ignored(Ignored ignored);

        void rejected(Rejected rejected);
    }

    /**
     * The whole state of a subject.
     *
     * @param json the record's value without the identifiers
     */
    record State(Origin origin, HeldState state, ObjectNode json) implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.state(this);
        }

        @Override
        public Rejected refused(RejectionReason reason) {
            Optional<TenantId> tenant = Optional.of(state.key().tenant());
            return new Rejected(
                    origin,
                    Rejection.of(tenant, reason, bytes(json)),
                    Optional.of(state.key()),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** One version of a catalogue entry. */
    record Catalogue(Origin origin, CatalogueEntry entry) implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.catalogue(this);
        }

        @Override
        public Rejected refused(RejectionReason reason) {
            Optional<TenantId> tenant = Optional.of(entry.key().tenant());
            Optional<CatalogueDoubt> doubt = Optional.of(CatalogueDoubt.of(entry));
            return new Rejected(
                    origin,
                    Rejection.of(tenant, reason, bytes(entry.body())),
                    Optional.empty(),
                    doubt,
                    Optional.empty());
        }
    }

    /**
     * Part of a suppression list.
     *
     * @param json the record's value
     */
    record Suppression(Origin origin, SuppressionRecord suppression, ObjectNode json) implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.suppression(this);
        }

        @Override
        public Rejected refused(RejectionReason reason) {
            return Rejected.of(
                    origin,
                    Rejection.of(Optional.of(suppression.place().tenant()), reason, bytes(json)),
                    suppression.place());
        }
    }

    /**
     * How much was sent to a subject.
     *
     * @param json the record's value
     */
    record Counted(Origin origin, ContactCount count, ObjectNode json) implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.counted(this);
        }

        @Override
        public Rejected refused(RejectionReason reason) {
            return new Rejected(
                    origin,
                    Rejection.of(Optional.of(count.key().tenant()), reason, bytes(json)),
                    Optional.of(count.key()),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** The relay's word that everything up to a moment stands before it. */
    record Mark(Origin origin, Watermark watermark) implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.mark(this);
        }
    }

    /** Something of a later version of the contract; counted and left alone. */
    record Ignored(Origin origin) implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.ignored(this);
        }
    }

    /**
     * What cannot be read.
     *
     * @param subject whose state, or whose counts by its feed, it would have been, where the key says so
     * @param doubt what of the catalogue it may have been about; empty if it was no catalogue record
     * @param block which part of a suppression list it would have been, where the key says so
     */
    record Rejected(
            Origin origin,
            Rejection rejection,
            Optional<SubjectKey> subject,
            Optional<CatalogueDoubt> doubt,
            Optional<SuppressionRecord.Place> block)
            implements FeedRecord {

        @Override
        public void tell(Cases cases) {
            cases.rejected(this);
        }

        static Rejected of(Origin origin, Rejection rejection, SuppressionRecord.Place block) {
            return new Rejected(origin, rejection, Optional.empty(), Optional.empty(), Optional.of(block));
        }
    }
}
